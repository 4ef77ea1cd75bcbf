import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { returnToEntry } from '../contract.ts';

type Props = {
  readonly kind: 'confirm' | 'return';
  /** `numbered`: got their number by the confirmation, where the institution approves. */
  readonly output: OutputOf<typeof returnToEntry> & { readonly numbered?: number };
  readonly onClose: () => void;
};

const namesShown = 12;

/** What a bulk command did: figures that add up, and for the rest the reasons with the names. */
export function BulkResultDialog({ kind, output, onClose }: Props) {
  const { t } = useTranslation('registration');
  const { asked, done, refused, numbered = 0 } = output;
  const codes = [...new Set(refused.map((one) => one.code))];
  const textOf = useRefusalTexts(codes);
  const doneWord = t(kind === 'confirm' ? 'pages.result.confirmed' : 'pages.result.returned');
  return (
    <Modal
      open
      width={520}
      title={t(kind === 'confirm' ? 'pages.result.confirmTitle' : 'pages.result.returnTitle')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('pages.result.close')}
        </Button>
      }
    >
      <dl className="bulk-figures">
        <div>
          <dt>{t('pages.result.asked')}</dt>
          <dd className="figure">{asked}</dd>
        </div>
        <div className="good">
          <dt>{doneWord}</dt>
          <dd className="figure">{done}</dd>
        </div>
        <div className={refused.length > 0 ? 'bad' : ''}>
          <dt>{t('pages.result.refused')}</dt>
          <dd className="figure">{refused.length}</dd>
        </div>
      </dl>
      <p className="bulk-sum">
        {refused.length === 0
          ? t('pages.result.allDone')
          : t('pages.result.sum', { asked, done, word: doneWord, refused: refused.length })}
      </p>
      {codes.length > 0 && <h3 className="bulk-why">{t('pages.result.why')}</h3>}
      {codes.map((code) => {
        const ofCode = refused.filter((one) => one.code === code);
        const names = ofCode.slice(0, namesShown).map((one) => one.name);
        return (
          <section key={code} className="bulk-reason">
            <p>{textOf(code, ofCode[0]?.facts ?? {})}</p>
            <small>
              {names.join(t('pages.result.separator'))}{' '}
              {ofCode.length > namesShown && t('pages.result.andMore', { count: ofCode.length })}
            </small>
          </section>
        );
      })}
      {numbered > 0 && <p className="bulk-next">{t('pages.result.numbered', { count: numbered })}</p>}
      {kind === 'confirm' && done > numbered && <p className="bulk-next">{t('pages.result.next')}</p>}
    </Modal>
  );
}
