import { codes } from '@xueqian/kernel/codes/codes.ts';
import { accept, type Decision, type Refusal, refuse } from '@xueqian/kernel/decision.ts';

type CodeRefusal =
  | 'admission.code-form'
  | 'admission.code-class-unknown'
  | 'admission.code-of-a-kindergarten'
  | 'admission.code-of-a-school'
  | 'admission.code-of-another-province';

/**
 * Checks an institution code (rules for the codes of schools, 2011): ten digits, class (two), province (two, GB/T 2260),
 * serial (six); there is no check digit. A kindergarten has class 11; a preschool class of a school (kind 119) uses the
 * code of its school, which has any other class.
 * @param provinceCode six digits
 */
export const decideCode = (
  code: string,
  kind: string,
  provinceCode: string,
): Decision<string, Refusal<CodeRefusal>> => {
  if (!/^\d{10}$/.test(code) || code.endsWith('000000')) return refuse('admission.code-form');
  const [head, province] = [code.slice(0, 2), code.slice(2, 4)];
  if (!codes.schoolIdPrefix.has(head)) return refuse('admission.code-class-unknown', { head });
  if (kind === '119' && head === '11') return refuse('admission.code-of-a-school');
  if (kind !== '119' && head !== '11') return refuse('admission.code-of-a-kindergarten', { head });
  return province === provinceCode.slice(0, 2)
    ? accept(code)
    : refuse('admission.code-of-another-province', { province });
};
