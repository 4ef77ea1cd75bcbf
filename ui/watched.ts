/** A value outside React that components can watch with useSyncExternalStore. */
export type Watched<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly watch: (onChange: () => void) => () => void;
};

export const watched = <T>(first: T): Watched<T> => {
  let current = first;
  const watchers = new Set<() => void>();
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const onChange of watchers) onChange();
    },
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
};
