import { useEffect, useState } from 'react';

/** Milliseconds without a key before the server is asked. */
const pause = 250;

/** A text as it stood when the typing last paused, without blanks around it. */
export const useDebounced = (typed: string): string => {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setSettled(typed.trim()), pause);
    return () => clearTimeout(later);
  }, [typed]);
  return settled;
};
