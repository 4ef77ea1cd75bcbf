export function ChildDrawer({ childId }: { readonly childId: number }) {
  return <span hidden>{childId}</span>;
}
