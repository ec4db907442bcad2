export { layOut, type Laid, type LayoutBox, type LayoutEdge, type LayoutGaps, type Point } from './lay-out';
