import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import { schoolYearOf } from './calendar-days.ts';
import type { Place, Surroundings } from './plan.ts';

/** The place of a county on a date: its full name and towns. */
export const placeOf = (register: DivisionRegister, code: string, date: string): Place => {
  const fullName = register.fullNameOf(code, date);
  if (fullName === null) throw new Error(`simulation: no division ${code} on ${date}`);
  const towns = register.childrenOf(code, date).map((town) => ({ code: town.code, name: town.name }));
  return { code, fullName, towns };
};

/** Where children of a province come from on a date. */
export const surroundingsOf = (register: DivisionRegister, province: string, date: string): Surroundings => {
  const counties = register
    .divisionsOn(date)
    .filter((division) => division.level === 'county' && division.kind === 'gb2260');
  const own = counties.filter((county) => county.code.startsWith(province.slice(0, 2)));
  const others = counties.filter((county) => !county.code.startsWith(province.slice(0, 2)));
  return {
    referenceOn: date,
    schoolYear: schoolYearOf(date),
    province: own.map((county) => placeOf(register, county.code, date)),
    elsewhere: others.map(({ code }) => ({ code, fullName: register.fullNameOf(code, date) ?? code, towns: [] })),
  };
};
