import type { InputOf } from '@xueqian/kernel/route.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { checkFile } from '../file-contract.ts';
import { CheckedFile } from './CheckedFile.tsx';
import './crossings.css';

/** Takes a file of another province in: checked first, entered once it has been looked at. */
export function TakeFilePage() {
  const { t } = useTranslation('province-border');
  const institutionId = useSession().institutionId ?? 0;
  const classes = useRead(listClasses, { institutionId });
  const newest = Math.max(0, ...(classes.data ?? []).map((one) => one.schoolYear));
  const offered = (classes.data ?? []).filter((one) => one.schoolYear >= newest - 1);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [openingCode, setOpeningCode] = useState('');
  const [classCode, setClassCode] = useState<string | null>(null);
  const [admittedOn, setAdmittedOn] = useState(today());
  /** What was checked: anything else has to be checked anew. */
  const [checked, setChecked] = useState<InputOf<typeof checkFile> | null>(null);
  const check = useAct(checkFile, { refreshes: [] });
  const asked =
    file === null || openingCode.trim() === '' || admittedOn === ''
      ? null
      : { institutionId, text: file.text, openingCode: openingCode.trim(), classCode, admittedOn };
  const isSame = checked !== null && asked !== null && JSON.stringify(checked) === JSON.stringify(asked);
  return (
    <>
      <PageHeader title={t('file.title')} back={{ to: paths.crossings(), word: t('title') }} note={t('file.note')} />
      <section className="sheet crossing-part crossing-form">
        <div className="crossing-buttons">
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(chosen) => {
              void chosen.text().then((text) => setFile({ name: chosen.name, text }));
              return false;
            }}
          >
            <Button>{t('file.choose')}</Button>
          </Upload>
          {file !== null && <span>{t('file.chosen', { name: file.name })}</span>}
        </div>
        <label htmlFor="crossing-code">{t('file.code')}</label>
        <Input
          id="crossing-code"
          className="figure"
          autoComplete="off"
          maxLength={60}
          placeholder={t('file.codeHint')}
          value={openingCode}
          onChange={(event) => setOpeningCode(event.target.value)}
        />
        <label htmlFor="crossing-class">{t('file.class')}</label>
        <Select
          id="crossing-class"
          aria-label={t('file.class')}
          value={classCode ?? ''}
          onChange={(chosen) => setClassCode(chosen === '' ? null : chosen)}
          options={[
            { value: '', label: t('file.noClass') },
            ...offered.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <label htmlFor="crossing-admitted">{t('file.admittedOn')}</label>
        <DateBox id="crossing-admitted" value={admittedOn} onChange={setAdmittedOn} max={today()} />
        {check.error !== null && <ErrorState problem={check.error} small />}
        <p className="crossing-buttons">
          <Button
            type="primary"
            disabled={asked === null}
            loading={check.isPending}
            onClick={() => {
              if (asked === null) return;
              setChecked(asked);
              check.mutate(asked);
            }}
          >
            {t('file.check')}
          </Button>
        </p>
      </section>
      {isSame && check.data !== undefined && <CheckedFile asked={checked} found={check.data} />}
    </>
  );
}
