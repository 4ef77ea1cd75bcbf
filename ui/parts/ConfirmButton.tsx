import { Button, type ButtonProps, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly word: string;
  /** What will happen, asked as a question. */
  readonly question: string;
  readonly detail?: string;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly type?: ButtonProps['type'];
  readonly size?: ButtonProps['size'];
};

/** A button that asks once before it acts. */
export function ConfirmButton(props: Props) {
  const { t } = useTranslation('ui');
  const { word, question, detail, onConfirm, isPending = false, disabled = false, danger = false } = props;
  return (
    <Popconfirm
      title={question}
      description={detail}
      okText={word}
      cancelText={t('cancel')}
      okButtonProps={{ danger }}
      onConfirm={onConfirm}
      disabled={disabled || isPending}
    >
      <Button
        type={props.type ?? 'default'}
        size={props.size ?? 'middle'}
        danger={danger}
        disabled={disabled}
        loading={isPending}
      >
        {word}
      </Button>
    </Popconfirm>
  );
}
