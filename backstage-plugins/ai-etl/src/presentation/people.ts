/** A person, group or token without kind and namespace, as people say it. */
export function personName(ref: string): string {
  return ref.replace(/^.*[:/]/, '');
}
