import type { InputOf, OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formFields } from '../../children/form-fields.ts';
import { type checkFile, refuseFile, takeFile } from '../file-contract.ts';
import { History } from './CrossingPage.tsx';
import { FileValue } from './FileValue.tsx';

type Found = OutputOf<typeof checkFile>;
type Line = { readonly field: (typeof formFields)[number]; readonly problems: Found['problems'] };

/** What a file would enter, field by field with what is wrong, and whether it is entered or refused. */
export function CheckedFile({ asked, found }: { readonly asked: InputOf<typeof checkFile>; readonly found: Found }) {
  const { t } = useTranslation(['province-border', 'children']);
  const go = useGo();
  const textOf = ({ code, column, value, facts }: Found['problems'][number]): string =>
    t([`children:checks.${code}`, 'children:pages.form.checkUnknown'], {
      ...facts,
      value,
      column: t(`children:pages.field.${column}`, { defaultValue: column }),
    });
  const [refuses, setRefuses] = useState(false);
  const open = ({ crossingId }: { readonly crossingId: number }) => go(paths.crossing(crossingId));
  const take = useAct(takeFile, { onDone: open });
  const refuse = useAct(refuseFile, { onDone: open });
  const faults = found.problems.filter(({ severity }) => severity === 'error').length;
  const isFree = found.obstacle === null && found.crossingId === null;
  const lines: readonly Line[] = formFields.map((field) => ({
    field,
    problems: found.problems.filter(({ column }) => column === field.column),
  }));
  return (
    <>
      <Standing found={found} />
      <section className="sheet crossing-part">
        <p>
          {t('file.from', { place: found.from.name, institution: found.from.institutionName })}{' '}
          <span className="soft figure">{t('file.madeAt', { at: formatInstant(found.madeAt) })}</span>
        </p>
        <p>
          {t('file.number')} <span className="figure">{found.numberMasked}</span>{' '}
          <span className="soft">
            {t(
              found.numberMasked === null
                ? 'file.numberNone'
                : found.continues
                  ? 'file.numberContinues'
                  : 'file.numberNew',
            )}
          </span>
        </p>
        {isFree && (
          <>
            {!found.joins && <p>{faults === 0 ? t('file.noFaults') : t('file.faults', { count: faults })}</p>}
            {take.error !== null && <ErrorState problem={take.error} small />}
            <div className="crossing-buttons">
              <Button type="primary" disabled={faults > 0} loading={take.isPending} onClick={() => take.mutate(asked)}>
                {t(found.joins ? 'file.join' : 'file.enter')}
              </Button>
              <Button onClick={() => setRefuses(true)}>{t('file.refuse')}</Button>
            </div>
          </>
        )}
      </section>
      <section className="sheet flush crossing-part">
        <DataTable<Line, string>
          label={t('file.value')}
          rows={lines}
          rowId={(line) => line.field.column}
          columns={[
            {
              key: 'column',
              head: t('file.column'),
              phone: 'title',
              width: 200,
              cell: ({ field }) => t(`children:pages.field.${field.column}`),
            },
            {
              key: 'value',
              head: t('file.value'),
              cell: ({ field }) => <FileValue field={field} value={found.values[field.column]} />,
            },
            {
              key: 'finding',
              head: t('file.finding'),
              cell: ({ problems }) =>
                problems.length === 0 ? (
                  <span className="soft">{t('file.fine')}</span>
                ) : (
                  problems.map((problem) => <div key={problem.code}>{textOf(problem)}</div>)
                ),
            },
          ]}
        />
      </section>
      {found.enrolments.length > 0 && <History enrolments={found.enrolments} />}
      {refuses && (
        <ReasonDialog
          isRead
          open
          title={t('file.refuseTitle')}
          hint={t('file.refuseHint')}
          confirmWord={t('file.refuse')}
          isPending={refuse.isPending}
          problem={refuse.error}
          onSubmit={(reason) => {
            const { institutionId, text, openingCode } = asked;
            refuse.mutate({ institutionId, text, openingCode, reason });
          }}
          onClose={() => setRefuses(false)}
        />
      )}
    </>
  );
}

/** Why the file is not entered at all, and where to go on instead. */
function Standing({ found }: { readonly found: Found }) {
  const { t } = useTranslation('province-border');
  const { obstacle, crossingId, childId } = found;
  const textOf = useRefusalTexts(obstacle === null ? [] : [obstacle]);
  if (crossingId !== null)
    return (
      <NoticeLine tone="warn">
        {t('file.taken')} <GoLink to={paths.crossing(crossingId)}>{t('file.openTaken')}</GoLink>
      </NoticeLine>
    );
  if (obstacle === null)
    return found.joins && childId !== null ? (
      <NoticeLine>
        {t('file.joins')} <GoLink to={paths.childOf(childId)}>{t('file.openChild')}</GoLink>
      </NoticeLine>
    ) : null;
  return (
    <NoticeLine tone="warn">
      {textOf(obstacle, {})}{' '}
      {obstacle === 'province-border.is-in-the-province' && (
        <GoLink to={paths.askForTransfer}>{t('file.transfer')}</GoLink>
      )}
      {childId !== null && <GoLink to={paths.childOf(childId)}>{t('file.openChild')}</GoLink>}
    </NoticeLine>
  );
}
