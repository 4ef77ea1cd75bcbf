import { useRead } from '@xueqian/ui/use-read.ts';
import { readPolicy } from '../../jurisdictions/contract.ts';

/** Whether the rules in force here let the institution approve a file itself, so that confirming gives the number. */
export const useOwnApproval = (): boolean =>
  useRead(readPolicy, {}, { holds: 600_000 }).data?.values.find((one) => one.key === 'recordApprovedBy')?.value ===
  'institution';
