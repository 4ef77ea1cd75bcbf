const shapes = {
  check: 'M3 8.5l3.2 3.2L13 5',
  cross: 'M4 4l8 8M12 4l-8 8',
  dash: 'M4 8h8',
  clock: 'M8 4.5V8l2.5 2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  back: 'M6 4L2.5 7.5 6 11M2.5 7.5H10a3.5 3.5 0 0 1 0 7',
  alert: 'M8 5.5v3.5M8 11.4v.1M8 2L1.5 13.5h13z',
  pencil: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5',
  number: 'M6 2.5L4.5 13.5M11.5 2.5L10 13.5M2.5 6h11M2 10h11',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14 14',
  house: 'M2.5 7.5L8 3l5.5 4.5M4 6.5V13h8V6.5',
  people:
    'M5.5 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.5 13c.3-2.5 1.9-3.7 4-3.7s3.7 1.2 4 3.7M10.5 7.5a2 2 0 1 0 0-4M11.5 9.5c1.7.3 2.7 1.5 3 3.5',
  form: 'M3.5 2.5h9v11h-9zM5.8 6h4.4M5.8 8.5h4.4M5.8 11h2.5',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.8h11M6.5 3v10',
  rules: 'M4 2.5h6.5L13 5v8.5H4zM10 2.5V5.5h3M6 8h4.5M6 10.7h4.5',
  upload: 'M8 10.5V3M5 6l3-3 3 3M2.5 11v2.5h11V11',
  stamp: 'M5.5 9.5C6 7.5 5.3 6.5 5.3 5a2.7 2.7 0 0 1 5.4 0c0 1.5-.7 2.5-.2 4.5h2v2.5h-9V9.5zM3.5 14h9',
  grid: 'M2.5 2.5h4.7v4.7H2.5zM8.8 2.5h4.7v4.7H8.8zM2.5 8.8h4.7v4.7H2.5zM8.8 8.8h4.7v4.7H8.8z',
  bell: 'M4 11V7.5a4 4 0 0 1 8 0V11l1.2 1.5H2.8zM6.8 14.2h2.4',
  swap: 'M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13',
  border: 'M8 2.5v2M8 11.5v2M2.5 8h11M11 5.5L13.5 8 11 10.5',
  exit: 'M6.5 2.5h-4v11h4M6 8h7.5M11 5.5L13.5 8 11 10.5',
  cap: 'M8 3L1.5 6.2 8 9.4l6.5-3.2zM4 7.6v3.2c1.2 1.3 2.5 1.9 4 1.9s2.8-.6 4-1.9V7.6',
  cycle: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5',
  shield: 'M8 2l5 1.8v4c0 3-2 5.2-5 6.2-3-1-5-3.2-5-6.2v-4zM5.8 8l1.6 1.6 3-3',
  heart: 'M8 13C3.5 9.8 2 7.9 2 5.9a2.9 2.9 0 0 1 6-1.3 2.9 2.9 0 0 1 6 1.3c0 2-1.5 3.9-6 7.1z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
} as const;

export type IconName = keyof typeof shapes;

/** Our own small line icons: enough for states and steps, and light where the component library is not loaded. */
export function SmallIcon({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={shapes[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
