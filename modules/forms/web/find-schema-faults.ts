import { type Schema, Validator } from '@cfworker/json-schema';
import type { FindSchemaFaults } from '../answer-check.ts';

/** Keywords that only say that something below is wrong. */
const through = new Set(['properties', 'items']);

/** As the server finds them, by the same library: what a validator of JSON Schema says, by the key it speaks of. */
export const findSchemaFaults: FindSchemaFaults = (schema, values) =>
  new Validator(schema as Schema, '2020-12', false).validate(values).errors.flatMap(({ instanceLocation, keyword }) => {
    const key = instanceLocation.split('/')[1];
    return key === undefined || through.has(keyword) ? [] : [{ key, keyword }];
  });
