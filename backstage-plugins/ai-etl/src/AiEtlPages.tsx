import { Route, Routes } from 'react-router-dom';
import { LineagePage } from './lineage/LineagePage';
import { PipelinePage } from './pipeline/PipelinePage';
import { PipelinesPage } from './pipelines/PipelinesPage';

/** The pages under the plugin's address. */
export function AiEtlPages() {
  return (
    <Routes>
      <Route index element={<PipelinesPage />} />
      <Route path="pipelines" element={<PipelinesPage />} />
      <Route path="pipelines/:name/*" element={<PipelinePage />} />
      <Route path="lineage" element={<LineagePage />} />
    </Routes>
  );
}
