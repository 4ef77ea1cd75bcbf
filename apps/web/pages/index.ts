import type { Page } from '@xueqian/ui/page.ts';
import type { Session } from '@xueqian/ui/session.ts';
import { administrationPages } from './administration.ts';
import { admissionPages } from './admission.ts';
import { alterationPages } from './alterations.ts';
import { declarationPages } from './declarations.ts';
import { departmentPages } from './departments.ts';
import { departurePages } from './departures.ts';
import { flowPages } from './flows.ts';
import { formPages } from './forms.ts';
import { jurisdictionPages } from './jurisdictions.ts';
import { keyChangePages } from './key-changes.ts';
import { kindergartenPages } from './kindergarten.ts';
import { petitionPages } from './petitions.ts';
import { primaryEntryPages } from './primary-entry.ts';
import { provinceBorderPages } from './province-border.ts';
import { recordPages } from './records.ts';
import { transferPages } from './transfers.ts';
import { yearlyRoundPages } from './yearly-round.ts';

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [
  ...departmentPages,
  ...flowPages,
  ...kindergartenPages,
  ...recordPages,
  ...yearlyRoundPages,
  ...transferPages,
  ...provinceBorderPages,
  ...departurePages,
  ...keyChangePages,
  ...petitionPages,
  ...primaryEntryPages,
  ...admissionPages,
  ...alterationPages,
  ...declarationPages,
  ...formPages,
  ...jurisdictionPages,
  ...administrationPages,
];

export const maySee = (page: Page, session: Session): boolean =>
  (page.permission === null || session.permissions.includes(page.permission)) &&
  (page.levels === undefined || page.levels.includes(session.level));
