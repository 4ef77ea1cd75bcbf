import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../inspection.ts';
import { layDownChecklist, readChecklist } from '../inspection-contract.ts';
import './supervision.css';
import './inspection.css';

/** The checklist by which my office inspects; a department may lay down the next version of its own. */
export function ChecklistPage() {
  const { t } = useTranslation('supervision');
  const mayChange = useMay('supervision.lay-down-checklist');
  const read = useRead(readChecklist, {});
  const [edits, setEdits] = useState(false);
  if (read.data === undefined) return <ReadState read={read} lines={10} />;
  const { laidDownBy, laidDownAt } = read.data;
  return (
    <>
      <PageHeader
        title={t('inspection.list.title')}
        back={{ to: paths.inspections(), word: t('inspection.title') }}
        note={`${
          laidDownBy === null
            ? t('inspection.list.national')
            : t('inspection.list.owner', { office: laidDownBy, at: formatDate(laidDownAt) })
        } · ${t('inspection.list.note')}`}
        actions={mayChange && !edits && <Button onClick={() => setEdits(true)}>{t('inspection.list.edit')}</Button>}
      />
      {edits ? (
        <Edit key={read.data.version} list={read.data} onDone={() => setEdits(false)} />
      ) : (
        <Items items={read.data.items} />
      )}
    </>
  );
}

function Items({ items }: { readonly items: readonly ChecklistItem[] }) {
  const { t } = useTranslation('supervision');
  const columns: readonly Column<ChecklistItem>[] = [
    { key: 'code', head: t('inspection.list.code'), width: 70, cell: (item) => item.code },
    { key: 'words', head: t('inspection.list.words'), phone: 'title', cell: (item) => item.words },
    { key: 'article', head: t('inspection.list.article'), width: 330, cell: (item) => <small>{item.article}</small> },
    {
      key: 'heavy',
      head: t('inspection.list.isHeavy'),
      width: 90,
      cell: (item) => item.isHeavy && <Tag tone="warn" icon="alert" word={t('inspection.heavy')} />,
    },
  ];
  return (
    <div className="sheet flush">
      <DataTable label={t('inspection.list.title')} columns={columns} rows={items} rowId={(item) => item.code} />
    </div>
  );
}

type EditProps = { readonly list: OutputOf<typeof readChecklist>; readonly onDone: () => void };

function Edit({ list, onDone }: EditProps) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [lines, setLines] = useState(() => list.items.map((item, key) => ({ ...item, key })));
  const [added, setAdded] = useState(list.items.length);
  const act = useAct(layDownChecklist, {
    onDone: () => {
      void message.success(t('inspection.list.saved'));
      onDone();
    },
  });
  const change = (key: number, over: Partial<ChecklistItem>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...over } : line)));
  const isWhole =
    lines.length > 0 && lines.every(({ code, words }) => /^[1-9]\d{2}$/.test(code) && words.trim().length >= 2);
  return (
    <div className="sheet">
      {lines.map(({ key, code, words, article, isHeavy }) => (
        <div key={key} className="checklist-line">
          <Input
            aria-label={t('inspection.list.code')}
            maxLength={3}
            value={code}
            onChange={(event) => change(key, { code: event.target.value })}
          />
          <Input.TextArea
            className="wide"
            aria-label={`${t('inspection.list.words')} ${code}`}
            rows={2}
            maxLength={300}
            value={words}
            onChange={(event) => change(key, { words: event.target.value })}
          />
          <Input.TextArea
            className="wide"
            aria-label={`${t('inspection.list.article')} ${code}`}
            rows={2}
            maxLength={200}
            value={article}
            onChange={(event) => change(key, { article: event.target.value })}
          />
          <Checkbox checked={isHeavy} onChange={(event) => change(key, { isHeavy: event.target.checked })}>
            {t('inspection.heavy')}
          </Checkbox>
          <Button
            type="link"
            aria-label={`${t('inspection.list.remove')} ${code}`}
            onClick={() => setLines(lines.filter((line) => line.key !== key))}
          >
            {t('inspection.list.remove')}
          </Button>
        </div>
      ))}
      {act.error !== null && <ErrorState problem={act.error} small />}
      <div className="term-buttons rectification-buttons">
        <Button
          onClick={() => {
            setLines([...lines, { key: added, code: '', words: '', article: '', isHeavy: false }]);
            setAdded(added + 1);
          }}
        >
          {t('inspection.list.add')}
        </Button>
        <Button onClick={onDone}>{t('inspection.list.cancel')}</Button>
        <Button
          type="primary"
          loading={act.isPending}
          disabled={!isWhole}
          onClick={() => act.mutate({ version: list.version, items: lines.map(({ key: _key, ...item }) => item) })}
        >
          {t('inspection.list.save')}
        </Button>
      </div>
    </div>
  );
}
