/** Publishing a pipeline to a portal. */
export { publicationUrl, publish, whoAmI, type PortalAddress } from './portal';
export { publicationOf, type PortalCaller, type Publication, type Published } from './publication';
export { publishingErrors } from './errors';
