/** Forms of the nodes that read and write a system. */
export const systems: Record<string, string> = {
  'Read, profile and write CSV, JSON, JSON Lines and Parquet files, compressed ones too, of any size':
    'Читает, профилирует и пишет файлы CSV, JSON, JSON Lines и Parquet, в том числе сжатые, любого размера',
  'Read, query, profile and load PostgreSQL tables; whole tables move as a stream, never as items':
    'Читает, опрашивает, профилирует и загружает таблицы PostgreSQL; таблицы идут потоком, а не элементами',
  'Read, query, profile and load ClickHouse tables; whole tables move as a stream, never as items':
    'Читает, опрашивает, профилирует и загружает таблицы ClickHouse; таблицы идут потоком, а не элементами',
  Folder: 'Папка',
  'Where the files lie, within the folder that n8n lets nodes read from (N8N_RESTRICT_FILE_ACCESS_TO). That folder itself when empty.':
    'Где лежат файлы: внутри папки, из которой n8n разрешает читать узлам (N8N_RESTRICT_FILE_ACCESS_TO). Пусто — сама эта папка.',
  Operation: 'Операция',
  Describe: 'Описать (Describe)',
  'Describe fields and types': 'Описать поля и типы',
  'Fields with their types, keys, size and facts such as encoding or engine':
    'Поля с типами, ключи, размер и прочее: кодировка, движок',
  List: 'Список (List)',
  'List what is there': 'Показать, что там есть',
  'One item for each table, view or file, with its size where that is known':
    'По элементу на таблицу, представление или файл, с размером, если он известен',
  Profile: 'Профиль (Profile)',
  'Profile the columns': 'Профилировать столбцы',
  'Counts every row: types with evidence, empty and distinct values, ranges, patterns; an item for each column':
    'Считает каждую строку: типы с доказательством, пустые и разные значения, диапазоны, образцы; по элементу на столбец',
  Read: 'Читать (Read)',
  'Read a dataset into a pipeline': 'Начать конвейер с набора данных',
  'Starts a pipeline: passes on a reference with schema and preview, not the rows themselves':
    'Начинает конвейер: передаёт ссылку со схемой и образцом строк, а не сами строки',
  'Read Rows': 'Читать строки (Read Rows)',
  'Read some rows as items': 'Прочитать строки как элементы',
  'Up to 10,000 rows as items, for other n8n nodes. For whole tables use Read.':
    'До 10 000 строк элементами для других узлов n8n. Для целых таблиц — «Читать».',
  'Test Connection': 'Проверить соединение (Test)',
  'Test the connection': 'Проверить соединение',
  'Answers with version, latency, throughput and what this user may do':
    'Отвечает версией, задержкой, пропускной способностью и правами пользователя',
  Write: 'Писать (Write)',
  'Load the dataset into a table': 'Загрузить набор данных в таблицу',
  'Runs the pipeline that arrives and loads its rows here; answers with the ledger of the load':
    'Выполняет пришедший конвейер и загружает его строки сюда; отвечает ведомостью загрузки',
  Query: 'Запрос (Query)',
  'Run a query': 'Выполнить запрос',
  'One SQL query in the dialect of this system; its rows as items':
    'Один SQL-запрос на диалекте системы; его строки — элементами',
  'A query that reads. Statements that change data belong to Write and to ETL DDL.':
    'Запрос, который читает. Изменения данных — дело операции «Писать» и узла ETL DDL.',
  'From List': 'Из списка',
  'Choose…': 'Выберите…',
  'By Name': 'По имени',
  In: 'Где',
  'Only what lies in this schema, database or folder. Leave empty for everything.':
    'Только то, что лежит в этой схеме, базе или папке. Пусто — всё.',
  Limit: 'Не больше',
  'Max number of results to return': 'Сколько результатов вернуть самое большее',
  Fields: 'Поля',
  'Read only these fields. All of them when empty. Choose from the list, or specify names using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.':
    'Читать только эти поля; пусто — все. Выберите из списка или задайте имена <a href="https://docs.n8n.io/code/expressions/">выражением</a>.',
  Types: 'Типы',
  'Declare a Type': 'Объявить тип',
  'Types of fields, where they are not what the data look like. Values that do not fit are set aside.':
    'Типы полей, если они не те, что видны по данным. Неподходящие значения откладываются.',
  Type: 'Тип',
  Field: 'Поле',
  'Where the rows go. What does not exist yet is created from the schema of the dataset.':
    'Куда идут строки. Чего ещё нет, создаётся по схеме набора данных.',
  Mode: 'Режим',
  Append: 'Дополнить (Append)',
  'Add the rows to those that are there': 'Добавить строки к тем, что есть',
  Merge: 'Слить (Merge)',
  'Replace rows that have the same keys, add the others':
    'Заменить строки с теми же ключами, остальные добавить',
  Replace: 'Заменить (Replace)',
  'All rows at once: readers see the old ones or the new ones, never a mixture':
    'Все строки разом: читатели видят старые или новые, но не смесь',
  Keys: 'Ключи',
  'Fields that identify a row, separated by commas': 'Поля, по которым узнают строку, через запятую',
  Columns: 'Столбцы',
  'Each field goes into the column of its name': 'Каждое поле идёт в столбец с его именем',
  'Map Each Column': 'Задать каждый столбец',
  'Choose or compute what goes into each column': 'Выбрать или вычислить, что идёт в каждый столбец',
  'Map Columns': 'Соответствие столбцов',
  column: 'столбец',
  columns: 'столбцы',
  'The table is not there yet: its columns will be the fields of the dataset.':
    'Таблицы ещё нет: её столбцами станут поля набора данных.',
  'A field of the dataset, or an SQL expression over its fields, for each column':
    'Для каждого столбца — поле набора данных или SQL-выражение над его полями',
  Options: 'Параметры',
  'Add option': 'Добавить параметр',
  'Step Name': 'Имя шага',
  'What this step is called in the pipeline and in compiled code. The name of this node by default.':
    'Как шаг называется в конвейере и в скомпилированном коде. По умолчанию — имя узла.',
  'Create Missing Table': 'Создать таблицу, если её нет',
  'No, Fail': 'Нет, ошибка',
  'Yes, From the Schema': 'Да, по схеме',
  'Only Add to the Pipeline': 'Только добавить в конвейер',
  'Whether to load nothing now: the target is added to the pipeline, and ETL Run loads all its targets':
    'Ничего не загружать сейчас: цель добавляется в конвейер, а все цели загрузит ETL Run',
  'Order By': 'Порядок',
  'How a table that is created is sorted; the ORDER BY of ClickHouse':
    'Как отсортирована создаваемая таблица; ORDER BY в ClickHouse',
  'Partition By': 'Секции',
  'A field of a table that is created, or a grain of one': 'Поле создаваемой таблицы или его отрезок времени',
  'Reject Limit': 'Предел отложенных',
  'More rejected rows than this fail the load. Any number is accepted without this option.':
    'Если отложенных строк больше, загрузка не удаётся. Без этого параметра — сколько угодно.',
  'Run ID': 'ID запуска',
  'The same ID again is the same load: it is done once':
    'Тот же ID ещё раз — та же загрузка: она делается один раз',
  Where: 'Условие',
  'Only rows for which this SQL condition is true, checked by the system itself':
    'Только строки, для которых это условие SQL истинно; проверяет сама система',
  Address: 'Адрес',
  "Address of the portal's backend": 'Адрес серверной части портала',
  Token: 'Токен',
  'Token that the portal accepts from other tools; empty only where it lets everybody in':
    'Токен, который портал принимает от других инструментов; пусто, только если он пускает всех',
};
