import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ChildRow, readChild } from '../../children/contract.ts';
import { type FormField, formGroupKeys, formGroups } from '../../children/form-fields.ts';
import { type FormValues, isAsked } from '../../children/form-rules.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

type Props = { readonly child: ChildRow; readonly onClose: () => void };

/** One waiting child: what was said when it was returned, what was done since, and every field. */
export function WaitingChildDrawer({ child, onClose }: Props) {
  const { t } = useTranslation(['registration', 'children']);
  const read = useRead(readChild, { childId: child.id });
  const actions = read.data?.actions ?? [];
  const at = actions.findLastIndex((action) => action.action.startsWith('returned'));
  const returned = actions[at];
  const since = actions.slice(at + 1).filter((action) => action.action === 'edited' || action.action === 'imported');
  return (
    <Drawer
      open
      size={520}
      title={child.name}
      onClose={onClose}
      extra={<GoLink to={paths.childOf(child.id)}>{t('pages.confirm.details.open')}</GoLink>}
    >
      {read.isPending && <LoadingState lines={8} />}
      {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} small />}
      {read.data !== undefined && (
        <>
          <section className="confirm-since">
            {returned === undefined ? (
              <p>{t('pages.confirm.details.first')}</p>
            ) : (
              <>
                <h3>{t('pages.confirm.details.returned')}</h3>
                <p>
                  {t('pages.confirm.details.returnedBy', {
                    person: returned.personName,
                    office: returned.officeName,
                    at: formatInstant(returned.at),
                    reason: returned.reason ?? '—',
                  })}
                </p>
                <h3>{t('pages.confirm.details.since')}</h3>
                {since.length === 0 ? (
                  <p>{t('pages.confirm.details.notChanged')}</p>
                ) : (
                  since.map((action) => (
                    <p key={action.at}>
                      {t('pages.confirm.details.changedBy', {
                        person: action.personName,
                        at: formatInstant(action.at),
                      })}
                    </p>
                  ))
                )}
              </>
            )}
          </section>
          <dl className="confirm-fields">
            {formGroupKeys.flatMap((group) =>
              formGroups[group]
                .filter((field) => isAsked(field.column, read.data.fields as FormValues))
                .map((field) => (
                  <div key={field.column}>
                    <dt>{t(`children:pages.field.${field.column}`)}</dt>
                    <dd className="figure">
                      {field.kind === 'class' ? (
                        (child.className ?? '—')
                      ) : field.kind === 'place' ? (
                        <Place code={(read.data.fields as FormValues)[field.column]} />
                      ) : (
                        <Value field={field} value={(read.data.fields as FormValues)[field.column]} />
                      )}
                    </dd>
                  </div>
                )),
            )}
          </dl>
        </>
      )}
    </Drawer>
  );
}

function Place({ code }: { readonly code: string | boolean | null | undefined }) {
  const { t } = useTranslation('children');
  const asked = typeof code === 'string' && code !== '' ? code : null;
  return <>{useDivisionName(searchDivisions, asked) ?? asked ?? t('pages.blank')}</>;
}

function Value({ field, value }: { readonly field: FormField; readonly value: string | boolean | null | undefined }) {
  const { t, i18n } = useTranslation('children');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  if (value === undefined || value === null || value === '') return <>{t('pages.blank')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'pages.yes' : 'pages.no')}</>;
  return <>{field.kind === 'choice' ? (codes[field.table].word(value, language) ?? value) : value}</>;
}
