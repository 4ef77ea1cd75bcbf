import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readForm, saveForm } from '../contract.ts';
import { type AnswerValues, type Design, emptyDesign, fieldsOf } from '../design.ts';
import { schemaOf, uiSchemaOf } from '../form-schema.ts';
import { ChecksEditor } from './ChecksEditor.tsx';
import { SectionsEditor } from './SectionsEditor.tsx';
import { type Terms, TermsFields } from './TermsFields.tsx';
import './forms.css';

const FormSheet = lazy(() => import('./FormSheet.tsx'));
type Form = OutputOf<typeof readForm>;

/** A new form. */
export function NewFormPage() {
  return <Designer form={null} />;
}

/** A form that is worked on. */
export function EditFormPage() {
  const read = useRead(readForm, { formId: usePathNumber('formId') });
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  return <Designer key={read.data.revision} form={read.data} />;
}

const firstTerms: Terms = {
  ...{ title: '', note: '', regions: [], kinds: [], cycle: 'once', opensOn: '' },
  within: { value: 5, unit: 'working-days' },
};
const termsOf = (form: Form): Terms => ({
  ...{ title: form.title, note: form.note ?? '', regions: form.divisionNames, kinds: form.kinds ?? [] },
  ...{ cycle: form.cycle, opensOn: form.opensOn, within: form.within },
});

function Designer({ form }: { readonly form: Form | null }) {
  const { t } = useTranslation('forms');
  const { message } = App.useApp();
  const go = useGo();
  const [requestId] = useState(() => crypto.randomUUID());
  const [terms, setTerms] = useState<Terms>(form === null ? firstTerms : termsOf(form));
  const [design, setDesign] = useState<Design>(form?.design ?? emptyDesign);
  const [isPreview, setPreview] = useState(false);
  const save = useAct(saveForm, {
    onDone: ({ formId }) => {
      void message.success(t('design.saved'));
      go(paths.formOf(formId));
    },
  });
  const { regions, kinds, note, ...rest } = terms;
  const isWhole =
    terms.title.trim().length >= 2 &&
    terms.opensOn !== '' &&
    design.sections.every(
      ({ title, fields }) => title.trim() !== '' && fields.every(({ label }) => label.trim() !== ''),
    );
  const send = () =>
    save.mutate({
      ...{ formId: form?.id ?? null, revision: form?.revision ?? 0, requestId, design },
      ...{ ...rest, note: note === '' ? null : note, divisions: regions.map(({ code }) => code) },
      kinds: kinds.length === 0 ? null : [...kinds],
    });
  return (
    <>
      <PageHeader
        title={t(form === null ? 'design.new' : 'design.edit')}
        back={form === null ? { to: paths.forms, word: t('title') } : { to: paths.formOf(form.id), word: form.title }}
        actions={
          <>
            <Button disabled={fieldsOf(design).length === 0} onClick={() => setPreview(!isPreview)}>
              {t(isPreview ? 'design.backToForm' : 'design.preview')}
            </Button>
            <Button type="primary" disabled={!isWhole} loading={save.isPending} onClick={send}>
              {t('design.save')}
            </Button>
          </>
        }
      />
      {save.error !== null && <ErrorState problem={save.error} small />}
      {isPreview ? (
        <Preview design={design} />
      ) : (
        <>
          <TermsFields
            terms={terms}
            isFixed={(form?.newestVersion ?? 0) > 0}
            change={(part) => setTerms({ ...terms, ...part })}
          />
          <SectionsEditor design={design} onChange={setDesign} />
          <ChecksEditor design={design} onChange={setDesign} />
        </>
      )}
    </>
  );
}

function Preview({ design }: { readonly design: Design }) {
  const { t } = useTranslation('forms');
  const [values, setValues] = useState<AnswerValues>({});
  return (
    <>
      <NoticeLine tone="quiet">{t('design.previewNote')}</NoticeLine>
      <div className="sheet">
        <Suspense fallback={<LoadingState lines={6} />}>
          <FormSheet
            answerSchema={schemaOf(design)}
            uiSchema={uiSchemaOf(design)}
            values={values}
            faults={[]}
            papers={{ answerId: null, papers: [] }}
            onChange={setValues}
          />
        </Suspense>
      </div>
    </>
  );
}
