import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readDeclaration } from '../contract.ts';
import { useKindWords } from './use-kind-words.ts';
import './declarations.css';

type View = OutputOf<typeof readDeclaration>;

/** The declaration on A4, with the words of each side. */
export function DeclarationPrintPage() {
  const { t } = useTranslation('declarations');
  const declarationId = usePathNumber('declarationId');
  const read = useRead(readDeclaration, { declarationId });
  if (read.data === undefined) return <ReadState read={read} lines={10} />;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={t('print.title')}
          back={{ to: paths.declaration(declarationId), word: read.data.title }}
          actions={
            <Button type="primary" onClick={() => window.print()}>
              {t('print.print')}
            </Button>
          }
        />
      </div>
      <Sheet view={read.data} />
    </>
  );
}

function Sheet({ view }: { readonly view: View }) {
  const { t } = useTranslation('declarations');
  const words = useKindWords();
  const isDecided = ['accepted', 'acknowledged', 'refused'].includes(view.state);
  const lines: readonly (readonly [string, string])[] = [
    [t('print.institution'), view.institutionName],
    [t('print.code'), view.institutionCode],
    [t('print.kind'), words.titleOf(view.kind, view.kindTitle)],
    [t('print.changedOn'), view.changedOn],
    [t('print.heading'), view.title],
    [t('print.description'), view.description],
    [t('print.papers'), view.papers.map(({ fileName }) => fileName).join('\n') || t('print.none')],
  ];
  const signatures = [
    [t('print.applicant'), view.drawnUp, '', view.institutionName],
    [t('print.principal'), view.confirmed, t('print.agrees'), view.institutionName],
    [
      t('print.county'),
      isDecided ? view.decided : null,
      `${t(`states.${view.state}`)} ${view.note ?? ''}`,
      view.decisionOffice ?? '',
    ],
  ] as const;
  return (
    <article className="sheet declaration-paper">
      <h1>{t('print.title')}</h1>
      <p className="figure">{t('print.number', { id: view.id })}</p>
      <table>
        <tbody>
          {lines.map(([head, text]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              <td className="declaration-text">{text}</td>
            </tr>
          ))}
          {signatures.map(([head, person, said, office]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              <td>
                {person !== null && said}
                <p className="declaration-signature">
                  {person !== null && office} {t('print.seal')} {person?.name}{' '}
                  <span className="figure">{formatDate(person?.at)}</span>
                </p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
