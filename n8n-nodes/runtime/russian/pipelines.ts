/** Forms of the nodes that look at a dataset, and of those that work on a whole pipeline. */
export const pipelines: Record<string, string> = {
  '={{ $parameter["mode"] === "distinct" ? "without duplicates" : "all rows" }}':
    '={{ $parameter["mode"] === "distinct" ? "без повторов" : "все строки" }}',
  '={{ $parameter["options"]?.sample ? "first " + $parameter["options"].sample + " rows" : "all rows" }}':
    '={{ $parameter["options"]?.sample ? "первые строки: " + $parameter["options"].sample : "все строки" }}',
  '={{ $parameter["pipelineFrom"] === "text" ? "the specification written here" : "the pipeline that arrives" }}':
    '={{ $parameter["pipelineFrom"] === "text" ? "записанная здесь спецификация" : "пришедший конвейер" }}',
  '={{ "to " + $parameter["target"] }}': '={{ "в " + $parameter["target"] }}',
  '={{ $parameter["message"] || "the newest version in the portal" }}':
    '={{ $parameter["message"] || "новая версия в портале" }}',
  'Look at every row: types with evidence, empty and distinct values, ranges, patterns, keys and time':
    'Смотрит на каждую строку: типы с доказательством, пустые и разные значения, диапазоны, образцы, ключи и время',
  Dataset: 'Набор данных',
  'Counts every row of the dataset that arrives. The output Columns is a table with an item for each column.':
    'Считает каждую строку пришедшего набора. Выход «Столбцы» — таблица, по элементу на столбец.',
  'First Rows Only': 'Только первые строки',
  'Look at this many rows instead of all': 'Смотреть столько строк, а не все',
  'storage, partitions, indexes': 'хранение, секции, индексы',
  'Where a dataset should live and how it should lie there, with reasons and figures from the data itself':
    'Где набору данных жить и как там лежать, с доводами и цифрами из самих данных',
  Advice: 'Совет',
  Queries: 'Запросы',
  'Queries that the table will have to answer, each ending with a semicolon; they make the advice sharper':
    'Запросы, на которые таблице отвечать, каждый с точкой с запятой в конце; с ними совет точнее',
  'CREATE and ALTER statements for PostgreSQL and ClickHouse, from a dataset and the advice for it':
    'Операторы CREATE и ALTER для PostgreSQL и ClickHouse по набору данных и совету для него',
  System: 'Система',
  'Where the table is to be': 'Где быть таблице',
  'Alter Table': 'Изменить таблицу (ALTER)',
  'Compare a table with a dataset': 'Сравнить таблицу с набором данных',
  'ALTER statements that make an existing table fit, each with its risk. They are shown, not run.':
    'Операторы ALTER, после которых таблица подойдёт, каждый со своим риском. Показываются, но не выполняются.',
  'Create Table': 'Создать таблицу (CREATE)',
  'Make a table for a dataset': 'Сделать таблицу для набора данных',
  'CREATE statements from the schema, laid out as the advice says where there is one':
    'Операторы CREATE по схеме, с раскладкой по совету, если он есть',
  Table: 'Таблица',
  'The table, with its schema or database where it is not the one of the credential':
    'Таблица; со схемой или базой, если она не та, что в учётных данных',
  Then: 'Затем',
  'Create It': 'Создать',
  'Run the statements; a table that is there stays as it is':
    'Выполнить операторы; имеющаяся таблица останется',
  'Create It and Load Into It': 'Создать и загружать в неё',
  'Run the statements, and make the table the target of the pipeline: ETL Run then loads it':
    'Выполнить операторы и сделать таблицу целью конвейера: её загрузит ETL Run',
  'Only Show the Statements': 'Только показать операторы',
  'Load Mode': 'Режим загрузки',
  'Fields that identify a row, separated by commas; Merge needs them':
    'Поля, по которым узнают строку, через запятую; нужны для слияния',
  'A sentence in, a checked pipeline out, in English or Russian; what stays open comes back as a question':
    'Из фразы на русском или английском — проверенный конвейер; что осталось неясным, возвращается вопросом',
  Datasets: 'Наборы данных',
  'Model (Optional)': 'Модель (не обязательно)',
  Pipeline: 'Конвейер',
  Questions: 'Вопросы',
  'ClickHouse (Optional)': 'ClickHouse (не обязательно)',
  'PostgreSQL (Optional)': 'PostgreSQL (не обязательно)',
  'What Should Happen': 'Что должно происходить',
  'e.g. Every day at 6 load flights.csv into ClickHouse, only delays over 15 minutes, with the total by origin':
    'напр. Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам вылета',
  'In English or Russian: source, target, schedule, filters, groups, joins, columns':
    'По-русски или по-английски: источник, цель, расписание, фильтры, группы, соединения, столбцы',
  'Example in Russian: «Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам вылета»':
    'По-английски тоже можно: “Every day at 6 load flights.csv into ClickHouse”',
  'Connect the datasets that the sentence speaks about (any number of them). Choose a credential for a system that is only a target. A chat model helps with long sentences and is not needed for plain ones.':
    'Подключите наборы, о которых говорит фраза (сколько угодно). Для системы, которая только цель, выберите учётные данные. Модель помогает с длинными фразами, для простых она не нужна.',
  Answers: 'Ответы',
  'Add Answer': 'Добавить ответ',
  'Answers to the questions of the last run: their ID, and the value of an option or a text':
    'Ответы на вопросы прошлого запуска: их ID и значение варианта или текст',
  Answer: 'Ответ',
  'Question ID': 'ID вопроса',
  'Language of Questions': 'Язык вопросов',
  English: 'Английский',
  Russian: 'Русский',
  "The sentence's own language without this option": 'Без этого параметра — язык самой фразы',
  'Time Zone': 'Часовой пояс',
  "Of a schedule that names none; the workflow's own without this option":
    'Для расписания без пояса; без этого параметра — пояс рабочего процесса',
  'Run a pipeline here: all its targets are loaded, and each answers with its ledger':
    'Выполняет конвейер здесь: загружаются все его цели, каждая отвечает своей ведомостью',
  Loads: 'Загрузки',
  Rejected: 'Отложено',
  'Portal (Optional)': 'Портал (не обязательно)',
  'The One That Arrives': 'Пришедший',
  'The pipeline drawn before this node, or generated':
    'Конвейер, нарисованный перед этим узлом или созданный из фразы',
  'Written Here': 'Записанный здесь',
  'A specification in YAML or JSON, or the JSON of a workflow':
    'Спецификация в YAML или JSON либо JSON рабочего процесса',
  Specification: 'Спецификация',
  'A pipeline in YAML or JSON, or the JSON of a workflow (select all nodes and copy them): what is drawn becomes the pipeline, or is refused by node and reason':
    'Конвейер в YAML или JSON либо JSON рабочего процесса (выделите все узлы и скопируйте): нарисованное станет конвейером, а что не станет, названо по узлу с причиной',
  'Credentials are needed only for systems that no node before this one has opened, such as those of a specification written here. A portal is told of the run and its lineage.':
    'Учётные данные нужны только для систем, которые не открыл ни один узел раньше, например для спецификации, записанной здесь. Портал узнаёт о запуске и происхождении данных.',
  Parameters: 'Параметры конвейера',
  'Add Parameter': 'Добавить параметр',
  "Values of the pipeline's parameters": 'Значения параметров конвейера',
  Parameter: 'Параметр',
  Value: 'Значение',
  'Turn a pipeline into an Airflow DAG, SQL, a diagram or an n8n workflow; the same pipeline gives the same files':
    'Превращает конвейер в DAG для Airflow, SQL, схему или рабочий процесс n8n; из одного конвейера — одни и те же файлы',
  To: 'Во что',
  'Put Output File in Field': 'Поле для файла',
  'The name of the output binary field to put each file in':
    'Имя двоичного поля, в которое попадёт каждый файл',
  'Publish a pipeline to the Backstage portal, as its newest version; the same pipeline again changes nothing there':
    'Публикует конвейер в портал Backstage новой версией; тот же конвейер ещё раз ничего там не меняет',
  Message: 'Сообщение',
  'What has changed; the list of versions shows it': 'Что изменилось; видно в списке версий',
  'Expected Version': 'Ожидаемая версия',
  'Publish only on top of this version, so that nobody overwrites what he has not seen. 0: only when there is none yet.':
    'Публиковать только поверх этой версии, чтобы не затереть невиденное. 0 — только если версий ещё нет.',
  'A data-analysis report as one file: what the data is, what looks wrong in it, where it should live':
    'Отчёт об анализе данных одним файлом: что это за данные, что в них не так, где им жить',
  'The report needs a profile: put ETL Profile before it, and ETL Advise for recommendations.':
    'Отчёту нужен профиль: поставьте перед ним ETL Profile, а для рекомендаций — ETL Advise.',
  Format: 'Формат',
  'One self-contained file with charts; prints well':
    'Один самостоятельный файл с графиками; хорошо печатается',
  Language: 'Язык',
  'The name of the output binary field to put the file in': 'Имя двоичного поля, в которое попадёт файл',
  'Airflow repository': 'Репозиторий Airflow',
  'n8n workflow': 'Рабочий процесс n8n',
  Facts: 'Сведения',
  'What connectors described of the files, by source step id':
    'Что соединения рассказали о файлах, по имени шага-источника',
  Entity: 'Сущность',
  'Name of the entity in the software catalog': 'Имя сущности в каталоге',
  'Entity names of datasets, by connection:object': 'Имена сущностей наборов данных, по соединение:объект',
  'Tables an Agent May Load': 'Что может загружать агент',
  'e.g. staging.*, analytics.orders': 'например: staging.*, analytics.orders',
  'For an AI agent that calls this node with a specification of its own: the targets that it may load, separated by commas, with * for any part of a name. None without this option.':
    'Для ИИ-агента, который вызывает узел со своей спецификацией: цели, которые ему можно загружать, через запятую; * — любая часть имени. Без этого параметра — никакие.',
};
