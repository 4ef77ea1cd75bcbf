export { jurisdictionHandlers } from './handlers.ts';
export { localDate } from './local-date.ts';
export { assignPack, missingHolidays, packOf, reviewDueOn } from './policy.ts';
export { loadDivisions, type Places, readDivisionRegister, readPlaces } from './reference.ts';
