import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { transliterate } from './transliterate';

/** Longest name that Backstage's catalog takes. */
const longest = 63;
const hashLength = 10;
const plain = /^[a-z0-9]+(?:[-_.]+[a-z0-9]+)*$/;
/** A name that looks as if we had changed it gets a hash of its own, so that nobody can take another's place. */
const changed = new RegExp(`-[0-9a-f]{${hashLength}}$`);

const hashOf = (...parts: string[]) => bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));

/**
 * The entity name of a pipeline: the name itself where the catalog can have it, else Latin letters and a short hash.
 * Two pipelines never share one, also when they differ only by letter case, which the catalog does not see.
 * @public
 */
export function entityNameOf(name: string): string {
  return plain.test(name) && name.length <= longest && !changed.test(name) ? name : slug(name, hashOf(name));
}

/** The entity name of a dataset: what people call it, and a short hash of the namespace and the whole name. @public */
export function datasetEntityNameOf(namespace: string, name: string): string {
  return slug(name, hashOf(namespace, name));
}

/** A dataset's id in the API: short, the same everywhere and always. @public */
export function datasetIdOf(namespace: string, name: string): string {
  return hashOf(namespace, name).slice(0, 20);
}

/** Of a long name the end stays: in a path or `database.schema.table` it says most. */
function slug(name: string, hash: string): string {
  const words = transliterate(name).replace(/[^a-z0-9_.]+/g, '-');
  const kept = trimmed(trimmed(words).slice(-(longest - hashLength - 1)));
  return [kept, hash.slice(0, hashLength)].filter(Boolean).join('-');
}

const trimmed = (text: string) => text.replace(/^[-_.]+|[-_.]+$/g, '');
