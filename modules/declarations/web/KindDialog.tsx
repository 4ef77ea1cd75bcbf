import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Checkbox, Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { type Handling, handlings, nameOfKey } from '../kind.ts';
import { type listKinds, saveKind } from '../kind-contract.ts';

type Kind = OutputOf<typeof listKinds>[number];
type Props = { readonly kind: Kind | null; readonly onClose: () => void };
const institutionKinds = ['111', '112', '119'] as const;

/** A kind of my own office: a new one, or one to be changed. */
export function KindDialog({ kind, onClose }: Props) {
  const { t } = useTranslation('declarations');
  const { message } = App.useApp();
  const [requestId] = useState(() => crypto.randomUUID());
  const [terms, setTerms] = useState({
    title: kind?.title ?? '',
    what: kind?.what ?? '',
    handling: kind?.handling ?? ('review' as Handling),
    needsPapers: kind?.needsPapers ?? false,
    divisions: kind?.divisions ?? [],
    kinds: (kind?.institutionKinds ?? []) as (typeof institutionKinds)[number][],
  });
  const change = (over: Partial<typeof terms>) => setTerms((before) => ({ ...before, ...over }));
  const save = useAct(saveKind, {
    onDone: () => {
      void message.success(t('kinds.saved'));
      onClose();
    },
  });
  const [title, what] = [terms.title.trim(), terms.what.trim()];
  const { handling, needsPapers, divisions, kinds } = terms;
  const submit = () =>
    save.mutate({
      ...{ kindId: kind === null ? null : nameOfKey(kind.kind).kindId, revision: kind?.revision ?? 0, requestId },
      ...{ title, what, handling, needsPapers, divisions: divisions.map(({ code }) => code) },
      institutionKinds: kinds.length === 0 ? null : kinds,
    });
  return (
    <Modal
      open
      title={t(kind === null ? 'kinds.new' : 'kinds.edit')}
      okText={t('kinds.save')}
      cancelText={t('kinds.cancel')}
      okButtonProps={{ disabled: title.length < 2 || what.length < 2 }}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="declaration-form">
        <label htmlFor="kind-title">{t('kinds.form.title')}</label>
        <Input
          id="kind-title"
          maxLength={60}
          value={terms.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <label htmlFor="kind-what">{t('kinds.form.what')}</label>
        <Input.TextArea
          id="kind-what"
          rows={3}
          maxLength={500}
          placeholder={t('kinds.form.whatHint')}
          value={terms.what}
          onChange={(event) => change({ what: event.target.value })}
        />
        <span>{t('kinds.form.handling')}</span>
        <Segmented
          aria-label={t('kinds.form.handling')}
          value={handling}
          onChange={(chosen: Handling) => change({ handling: chosen })}
          options={handlings.map((value) => ({ value, label: t(`handlings.${value}`) }))}
        />
        <Checkbox checked={needsPapers} onChange={({ target }) => change({ needsPapers: target.checked })}>
          {t('kinds.form.needsPapers')}
        </Checkbox>
        <span id="kind-regions">{t('kinds.form.divisions')}</span>
        <ul className="declaration-regions" aria-labelledby="kind-regions">
          {divisions.length === 0 && <li>{t('kinds.form.whole')}</li>}
          {divisions.map((division) => (
            <li key={division.code}>
              {division.name}{' '}
              <button
                type="button"
                className="plain-link"
                aria-label={t('kinds.form.removeDivision', { name: division.name })}
                onClick={() => change({ divisions: divisions.filter(({ code }) => code !== division.code) })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <DivisionPicker
          search={searchDivisions}
          label={t('kinds.form.addDivision')}
          value={null}
          onChange={(code, name) => {
            if (code === null || divisions.some((each) => each.code === code)) return;
            change({ divisions: [...divisions, { code, name: name ?? code }] });
          }}
        />
        <label htmlFor="kind-institutions">{t('kinds.form.institutionKinds')}</label>
        <Select
          id="kind-institutions"
          mode="multiple"
          placeholder={t('kinds.form.all')}
          value={kinds}
          onChange={(chosen) => change({ kinds: chosen })}
          options={institutionKinds.map((value) => ({ value, label: t(`kinds.institutionKinds.${value}`) }))}
        />
        {save.error !== null && <ErrorState problem={save.error} small />}
      </div>
    </Modal>
  );
}
