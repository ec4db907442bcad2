import { auditReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import { usePermission } from '@backstage/plugin-permission-react';

/** Whether the reader may see who changed what; no while it is being asked. */
export function useMayReadAudit(): boolean {
  return usePermission({ permission: auditReadPermission }).allowed;
}
