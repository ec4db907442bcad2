/** Russian; the keys are those of `translation.ts`. */
export default {
  pipelines: 'Конвейеры',
  datasets: 'Данные',
  lineage: 'Происхождение',
  catalog: 'Каталог',
  create: 'Создать',
  search: 'Поиск',
  settings: 'Настройки',
  menu: 'Меню',
  product: 'Портал AI-ETL',
};
