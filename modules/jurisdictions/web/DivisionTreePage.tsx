import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Tree } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../contract.ts';
import { readDivision } from '../tree-contract.ts';
import { DivisionDetail } from './DivisionDetail.tsx';
import { type DivisionNode, useDivisionTree } from './use-division-tree.ts';
import './jurisdictions.css';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The tree of divisions as of a day, opened level by level, and one division with its history. */
export function DivisionTreePage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { query, setQuery } = useAddress();
  const { divisionCode, level } = useSession();
  const mayChange = useMay('jurisdictions.change-divisions');
  const on = dayPattern.test(query.on ?? '') ? query.on : undefined;
  // Whoever comes without a choice finds his own place.
  const code = query.code ?? (level === 'ministry' ? undefined : divisionCode);
  const [open, setOpen] = useState<readonly string[]>([]);
  const tree = useDivisionTree(open, on);
  const chosen = useRead(
    readDivision,
    { code: code ?? '', ...(on === undefined ? {} : { on }) },
    { enabled: code !== undefined, keep: true },
  );
  const line = chosen.data?.code === code ? chosen.data?.line : undefined;
  const above = (line ?? []).slice(0, -1).map((division) => division.code);
  const aboveText = above.join(' ');
  useEffect(() => {
    const codes = aboveText.split(' ').filter(Boolean);
    setOpen((before) => [...new Set([...before, ...codes])]);
  }, [aboveText]);
  // The chosen division is brought into sight within the tree once the branches above it were read.
  const side = useRef<HTMLElement>(null);
  const shown = tree.isPending ? 0 : tree.nodes.length + open.length;
  useEffect(() => {
    const box = side.current;
    const node = box?.querySelector<HTMLElement>('.ant-tree-node-selected');
    if (shown > 0 && code !== undefined && box && node)
      box.scrollTop += node.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  }, [shown, code, tree.settled]);
  return (
    <>
      <PageHeader
        title={t('ui:pages.divisions')}
        note={t('tree.note')}
        actions={
          mayChange && (
            <GoLink to={paths.divisionChanges} className="plain-button">
              {t('tree.changes')}
            </GoLink>
          )
        }
      />
      <div className="toolbar">
        <div className="tree-search">
          <DivisionPicker
            search={searchDivisions}
            label={t('tree.search')}
            value={null}
            onChange={(found) => found !== null && setQuery({ code: found })}
          />
        </div>
        <label className="tree-day" htmlFor="tree-day">
          <span>{t('tree.on')}</span>
          <DateBox
            id="tree-day"
            min="1980-01-01"
            value={on ?? ''}
            onChange={(day) => setQuery({ on: day || null }, { replace: true })}
          />
        </label>
        {on !== undefined && (
          <button type="button" className="plain-link" onClick={() => setQuery({ on: null })}>
            {t('tree.today')}
          </button>
        )}
      </div>
      {on !== undefined && <NoticeLine>{t('tree.past', { date: on })}</NoticeLine>}
      <div className="tree-columns">
        <nav ref={side} className="sheet tree-side" aria-label={t('tree.label')}>
          {tree.problem !== null && tree.nodes.length === 0 ? (
            <ErrorState problem={tree.problem} onRetry={tree.retry} />
          ) : tree.isPending ? (
            <LoadingState lines={8} />
          ) : (
            <Tree<DivisionNode>
              blockNode
              motion={false}
              treeData={[...tree.nodes]}
              expandedKeys={[...open]}
              selectedKeys={code === undefined ? [] : [code]}
              onExpand={(keys) => setOpen(keys.map(String))}
              onSelect={(_, { node }) => setQuery({ code: node.code })}
              fieldNames={{ key: 'key', children: 'children', title: 'name' }}
              titleRender={(node) => (
                <span className="tree-line">
                  {node.name} <small className="figure">{node.code}</small>
                  {node.parts > 0 && <small className="tree-parts figure">{node.parts}</small>}
                </span>
              )}
              // A division with parts can be opened although they were not read yet.
              loadData={() => Promise.resolve()}
            />
          )}
        </nav>
        <section className="sheet tree-detail" aria-live="polite">
          {code === undefined ? (
            <EmptyState title={t('tree.choose')} />
          ) : chosen.error !== null ? (
            <ErrorState problem={chosen.error} onRetry={() => void chosen.refetch()} />
          ) : chosen.data === undefined ? (
            <LoadingState lines={8} />
          ) : (
            <DivisionDetail division={chosen.data} on={on} />
          )}
        </section>
      </div>
    </>
  );
}
