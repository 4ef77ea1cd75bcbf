import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { type FocusEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

dayjs.extend(customParseFormat);

type Props = {
  /** YYYY-MM-DD, with `time` YYYY-MM-DDTHH:mm; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly id?: string;
  /** Name of the box where no label names it. */
  readonly label?: string | undefined;
  readonly time?: boolean;
  readonly status?: '' | 'error';
  readonly describedBy?: string | undefined;
  /** First and last day that may be chosen. */
  readonly min?: string;
  readonly max?: string;
  readonly disabled?: boolean;
  /** Whether the day may be taken out again. */
  readonly clears?: boolean;
};

/** The first is how a day is shown; the others are how people type or paste it. */
const days = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY-M-D'];
const moments = ['YYYY-MM-DD HH:mm', 'YYYY/M/D HH:mm'];

/** A day, typed or chosen, in the page's language: the browser's own box follows the language of the browser. */
export function DateBox({ value, onChange, id, label, time = false, min, max, ...rest }: Props) {
  const { t } = useTranslation('ui');
  const { status = '', describedBy, disabled = false, clears = true } = rest;
  const chosen = value === '' ? null : dayjs(value);
  const formats = time ? moments : [...days, t('date.written')];
  const [isUnread, setUnread] = useState(false);
  const wrong = isUnread || status === 'error';
  // What is no day stays in the box, marked, and counts as none: the day before it must not go on standing behind it.
  const leave = ({ target }: FocusEvent<HTMLElement>) => {
    const text = target instanceof HTMLInputElement ? target.value.trim() : null;
    if (text === null) return;
    const isRead = text === '' || dayjs(text, formats, true).isValid();
    setUnread(!isRead);
    if (value !== '' && (text === '' || !isRead)) onChange('');
  };
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(min === undefined ? {} : { minDate: dayjs(min) })}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      aria-invalid={wrong}
      aria-describedby={describedBy}
      className="figure"
      style={{ width: '100%', maxWidth: 240 }}
      status={wrong ? 'error' : ''}
      disabled={disabled}
      allowClear={clears}
      showTime={time ? { format: 'HH:mm' } : false}
      format={formats}
      placeholder={t(time ? 'date.moment' : 'date.day')}
      onBlur={leave}
      value={chosen?.isValid() === true ? chosen : null}
      onChange={(next) => {
        setUnread(false);
        onChange(next === null ? '' : next.format(time ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD'));
      }}
    />
  );
}
