import { Navigate, Route, Routes } from 'react-router-dom';
import { PipelinePage } from './pipeline/PipelinePage';
import { PipelinesPage } from './pipelines/PipelinesPage';

/** The pages under the plugin's address. */
export function AiEtlPages() {
  return (
    <Routes>
      <Route index element={<PipelinesPage />} />
      <Route path="pipelines" element={<Navigate to=".." relative="path" replace />} />
      <Route path="pipelines/:name/*" element={<PipelinePage />} />
    </Routes>
  );
}
