import { formatInstant } from '@xueqian/ui/format.ts';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../contract.ts';

/** The password, shown once, with the slip that is printed, signed and handed over. */
export function HandoverSlip({ slip, onClose }: { readonly slip: Handover; readonly onClose: () => void }) {
  const { t } = useTranslation(['administration', 'ui']);
  const print = () => {
    // A window of its own would need its own styles; the slip is the only thing on the printed page.
    document.body.classList.add('printing-slip');
    window.print();
    document.body.classList.remove('printing-slip');
  };
  const facts = [
    [t('slip.office'), slip.officeName],
    [t('slip.person'), slip.personName],
    [t('slip.role'), t(`ui:roles.${slip.role}`)],
    [t('slip.login'), slip.login],
    [t('slip.validUntil'), formatInstant(slip.validUntil)],
    [t('slip.madeBy'), `${slip.madeBy}  ${formatInstant(slip.madeAt)}`],
  ] as const;
  return (
    <Modal
      open
      width={560}
      title={t('slip.dialog')}
      closable={false}
      footer={
        <>
          <Button onClick={print}>{t('slip.print')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('slip.done')}
          </Button>
        </>
      }
    >
      <p className="dialog-hint">{t('slip.hint')}</p>
      <section className="slip">
        <h2>{t('slip.title')}</h2>
        <dl className="facts">
          {facts.map(([word, value]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd className="figure">{value}</dd>
            </div>
          ))}
          <div className="wide">
            <dt>{t('slip.password')}</dt>
            <dd className="secret">{slip.password}</dd>
          </div>
        </dl>
        <ol>
          {(['first', 'second', 'third'] as const).map((rule) => (
            <li key={rule}>{t(`slip.rules.${rule}`)}</li>
          ))}
        </ol>
        <div className="signatures">
          <span>{t('slip.receiver')}</span>
          <span>{t('slip.receivedOn')}</span>
        </div>
      </section>
    </Modal>
  );
}
