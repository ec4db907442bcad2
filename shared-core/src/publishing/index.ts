/** Publishing a pipeline to a portal. */
export { publicationUrl, publish, type PortalAddress } from './portal';
export { publicationOf, type Publication, type Published } from './publication';
export { publishingErrors } from './errors';
