import { Input } from 'antd';

type Props = {
  readonly label: string;
  /** What is searched for now, from the address: the box follows it when the reader goes back. */
  readonly text: string | undefined;
  readonly onSearch: (text: string) => void;
  /** In pixels. */
  readonly width?: number;
};

/** Box that searches a list on Enter or on its button; emptied, it shows the whole list again. */
export function SearchBox({ label, text = '', onSearch, width = 260 }: Props) {
  return (
    <Input.Search
      key={text}
      defaultValue={text}
      placeholder={label}
      aria-label={label}
      allowClear
      style={{ width }}
      onSearch={(typed) => onSearch(typed.trim())}
    />
  );
}
