import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FixValues, isFixable } from './FixValues.tsx';
import { ProblemRows } from './ProblemRows.tsx';
import type { Correction, Group } from './problem-group.ts';
import { useCheckText, useColumnName } from './use-column-name.ts';

type Props = {
  readonly importId: number;
  readonly group: Group;
  readonly canFix: boolean;
  readonly isFixing: boolean;
  readonly onFix: (corrections: readonly Correction[]) => void;
};

/** One cause: how many rows, what is wrong, who mends it; its rows and the correction for all of them. */
export function ProblemGroup({ importId, group, canFix, isFixing, onFix }: Props) {
  const { t } = useTranslation(['importing', 'children']);
  const nameOf = useColumnName();
  const textOf = useCheckText();
  const [open, setOpen] = useState(false);
  const example = group.examples[0];
  const text = textOf({ ...group, value: group.values[0]?.value ?? example?.value ?? '' });
  return (
    <article className="problem-group">
      <header>
        <span className="problem-count figure">{t('pages.report.rows', { count: group.rows })}</span>
        <div>
          <strong>{nameOf(group.column)}</strong>
          <p>{text}</p>
          <small>
            {t('pages.report.mender', {
              who: t(`children:menders.${group.mender}`, { defaultValue: group.mender }),
            })}
          </small>
        </div>
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'pages.report.hideRows' : 'pages.report.showRows')}
        </Button>
      </header>
      {canFix && isFixable(group) && <FixValues group={group} isFixing={isFixing} onFix={onFix} />}
      {open && <ProblemRows importId={importId} group={group} />}
    </article>
  );
}
