import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';

type Props = { readonly row: { readonly code: string; readonly name: string }; readonly step: string };

/** A unit's name: opens its parts; an institution's its file. */
export function UnitName({ row, step }: Props) {
  const { setQuery } = useAddress();
  const maySee = useMay('institutions.read');
  if (step === 'institution')
    return maySee ? <GoLink to={paths.institution(Number(row.code))}>{row.name}</GoLink> : row.name;
  return (
    <button type="button" className="plain-link" onClick={() => setQuery({ division: row.code })}>
      {row.name}
    </button>
  );
}
