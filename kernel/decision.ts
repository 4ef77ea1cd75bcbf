/**
 * A decision of a rule: either the accepted value or a refusal. Rules return decisions, they never throw;
 * what a rule throws is a fault of the program.
 */
export type Decision<T, R extends Refusal = Refusal> =
  | { readonly accepted: true; readonly value: T }
  | { readonly accepted: false; readonly refusal: R };

/**
 * A refusal: a stable code `module.what-stands-in-the-way` and the facts its text needs.
 * Its text says what is wrong, who can mend it, and where (messages of the module, key `refusals.<code>`).
 */
export type Refusal<C extends string = string> = {
  readonly code: C;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export const accept = <T>(value: T): { readonly accepted: true; readonly value: T } => ({ accepted: true, value });

export const refuse = <C extends string>(
  code: C,
  facts: Refusal['facts'] = {},
): { readonly accepted: false; readonly refusal: Refusal<C> } => ({ accepted: false, refusal: { code, facts } });

/** Thrown by server code to leave a command with a refusal; platform/serve.ts turns it into a problem reply. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: string, facts: Refusal['facts'] = {}) {
    super(code);
    this.name = 'Refused';
    this.refusal = { code, facts };
  }
}

/** What a decision gives; its refusal is thrown. */
export const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

/** A refusal that keeps what the command wrote before it: a failed sign-in is refused and remembered. */
export class RefusedAndKept extends Refused {}
