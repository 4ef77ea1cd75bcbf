/** The work of carrying an approved alteration out. */
export const alterationJob = 'alterations.carry-out';
export type AlterationJob = { readonly alterationId: number };
