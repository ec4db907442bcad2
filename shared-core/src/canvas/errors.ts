import { defineErrors } from '../errors';
import type { Localized } from '../language';

/** A node of a workflow that no step can stand for. @public */
export interface NodeRefusal {
  node: string;
  /** As n8n calls it, such as `n8n-nodes-base.code`. */
  type: string;
  reason: Localized;
}

type Refused = { workflow: string; refusals: NodeRefusal[] };
const lines = ({ refusals }: Refused, say: (refusal: NodeRefusal) => string) => refusals.map(say).join('\n');

/** Errors of the canvas room. @public */
export const canvasErrors = defineErrors('canvas', {
  'not-a-workflow': {
    kind: 'input',
    message: {
      en: (p: { reason: Localized }) => `this is no n8n workflow: ${p.reason.en}`,
      ru: (p: { reason: Localized }) => `это не рабочий процесс n8n: ${p.reason.ru}`,
    },
    hint: {
      en: () => 'Take the JSON that n8n downloads (… → Download), or that "n8n export:workflow" writes.',
      ru: () => 'Возьмите JSON, который скачивает n8n (… → Download) или пишет «n8n export:workflow».',
    },
  },
  'cannot-say': {
    kind: 'refusal',
    message: {
      en: (p: Refused) =>
        lines(p, ({ node, type, reason }) => `node "${node}" (${type}) cannot become a step: ${reason.en}`),
      ru: (p: Refused) =>
        lines(p, ({ node, type, reason }) => `узел «${node}» (${type}) не становится шагом: ${reason.ru}`),
    },
  },
  empty: {
    kind: 'refusal',
    message: {
      en: (p: { workflow: string }) =>
        `workflow "${p.workflow}" loads nothing: no node that writes is reached`,
      ru: (p: { workflow: string }) =>
        `рабочий процесс «${p.workflow}» ничего не загружает: до узла, который пишет, дело не доходит`,
    },
    hint: {
      en: () => 'Draw a source, a system node with the operation Write, and a trigger before them.',
      ru: () => 'Нарисуйте источник, узел системы с операцией Write и триггер перед ними.',
    },
  },
});
