import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { assignPack, readBound, readLocalPolicy, readPolicy, searchDivisions, setPolicy } from '../contract.ts';
import { divisionHandlers } from './division-handlers.ts';
import { assign, layDown, viewBound, viewLocal, viewRules } from './rules-view.ts';

export const jurisdictionHandlers: Handler[] = [
  ...divisionHandlers,
  handler(searchDivisions, (call, input) =>
    call.tx.rows(
      `select code, name, "fullName", level from (
         select distinct on (code) code, name, full_name as "fullName", level, valid_to is null as in_force,
           case when code = $1 then 0 when name = $1 then 1 when starts_with(name, $1) then 2 when strpos(full_name, $1) > 0 then 3 else 4 end as rank
         from jurisdictions.divisions
         where (strpos(full_name, $1) > 0 or starts_with(code, $1)) and ($2::text is null or level = $2)
         order by code, valid_from desc) d
       order by in_force desc, rank, code limit 20`,
      [input.text.trim(), input.level ?? null],
    ),
  ),
  handler(readPolicy, viewRules),
  handler(readLocalPolicy, viewLocal),
  handler(readBound, viewBound),
  handler(setPolicy, layDown),
  handler(assignPack, assign),
];
