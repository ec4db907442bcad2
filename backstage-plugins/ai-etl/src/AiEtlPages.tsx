import { Route, Routes } from 'react-router-dom';
import { ChangesPage } from './audit/ChangesPage';
import { DatasetPage } from './datasets/DatasetPage';
import { DatasetsPage } from './datasets/DatasetsPage';
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
      <Route path="datasets" element={<DatasetsPage />} />
      <Route path="datasets/:id" element={<DatasetPage />} />
      <Route path="lineage" element={<LineagePage />} />
      <Route path="changes" element={<ChangesPage />} />
    </Routes>
  );
}
