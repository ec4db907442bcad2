import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState, type RefObject } from 'react';

const REST_MS = 250;

/** A search field that speaks when typing rests, not at every key. */
export function SearchBox(props: {
  label: string;
  placeholder?: string;
  value: string;
  /** The key `/` leads here from anywhere on the page. */
  slash?: boolean;
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
  const field = useRef<HTMLDivElement>(null);
  useSlash(props.slash === true, field);
  return (
    <SearchField
      ref={field}
      size="small"
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={text}
      onChange={setText}
    />
  );
}

/** As in other tools: `/` goes to the search, unless somebody types or holds another key. */
function useSlash(wanted: boolean, field: RefObject<HTMLElement>) {
  useEffect(() => {
    if (!wanted) return undefined;
    const go = (event: KeyboardEvent) => {
      const isTyping = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable=true]');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.querySelector('input')?.focus();
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, [wanted, field]);
}
