import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';

/** A class as its code and name stand in an institution. */
export type ClassThere = {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly schoolYear: number;
};

const mostOfType = 99;

/**
 * Codes and names of classes that come into an institution: each keeps its own where they are free, else it gets the next
 * serial of its type and year, and a name that says where it came from (`nameOf(name, 1)`, then with a number).
 */
export const placeClasses = <C extends ClassThere>(
  coming: readonly C[],
  there: readonly ClassThere[],
  nameOf: (name: string, count: number) => string,
): Decision<readonly C[]> => {
  const codes = new Set(there.map(({ code }) => code));
  const nameKey = (year: number, name: string): string => `${year} ${name}`;
  const names = new Set(there.map(({ schoolYear, name }) => nameKey(schoolYear, name)));
  const placed: C[] = [];
  for (const each of coming) {
    let code = each.code;
    for (let serial = 1; codes.has(code); serial += 1) {
      if (serial > mostOfType) return refuse('alterations.too-many-classes', { limit: mostOfType });
      code = `${each.schoolYear}${each.type}${String(serial).padStart(2, '0')}`;
    }
    let name = each.name;
    for (let count = 1; names.has(nameKey(each.schoolYear, name)); count += 1) name = nameOf(each.name, count);
    codes.add(code);
    names.add(nameKey(each.schoolYear, name));
    placed.push({ ...each, code, name });
  }
  return accept(placed);
};
