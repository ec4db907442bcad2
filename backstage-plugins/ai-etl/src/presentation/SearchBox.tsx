import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';

const REST_MS = 250;

/** A search field that speaks when typing rests, not at every key. */
export function SearchBox(props: {
  label: string;
  placeholder?: string;
  value: string;
  onSearch: (text: string) => void;
}) {
  const { value, onSearch } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onSearch(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <SearchField
      size="small"
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={text}
      onChange={setText}
    />
  );
}
