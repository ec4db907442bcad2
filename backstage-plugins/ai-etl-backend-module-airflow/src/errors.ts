import { defineErrors } from '@ai-etl/core';

interface Place {
  name: string;
  url: string;
}

/** What can be wrong with an Airflow that is asked for runs. */
export const airflowErrors = defineErrors('airflow', {
  unreachable: {
    kind: 'transient',
    message: {
      en: (p: Place & { reason: string }) =>
        `Airflow "${p.name}" cannot be reached at ${p.url} (${p.reason})`,
      ru: (p: Place & { reason: string }) =>
        `Airflow «${p.name}» недоступен по адресу ${p.url} (${p.reason})`,
    },
  },
  slow: {
    kind: 'transient',
    message: {
      en: (p: Place) => `Airflow "${p.name}" at ${p.url} did not answer in time`,
      ru: (p: Place) => `Airflow «${p.name}» по адресу ${p.url} не ответил вовремя`,
    },
  },
  'wrong-credential': {
    kind: 'input',
    message: {
      en: (p: Place) => `Airflow "${p.name}" at ${p.url} does not accept the user and password, or the token`,
      ru: (p: Place) => `Airflow «${p.name}» по адресу ${p.url} не принимает пользователя и пароль или токен`,
    },
    hint: {
      en: (p: Place) =>
        `Check aiEtl.airflow.${p.name}; Airflow 2 also needs auth_backends = airflow.api.auth.backend.basic_auth in its [api] section`,
      ru: (p: Place) =>
        `Проверьте aiEtl.airflow.${p.name}; Airflow 2 к тому же нужен auth_backends = airflow.api.auth.backend.basic_auth в разделе [api]`,
    },
  },
  // Airflow 2 answers so to a wrong password as well.
  'not-allowed': {
    kind: 'input',
    message: {
      en: (p: Place) =>
        `Airflow "${p.name}" at ${p.url} does not let the portal's user read DAG runs: the password is wrong, or a role such as Viewer is missing`,
      ru: (p: Place) =>
        `Airflow «${p.name}» по адресу ${p.url} не даёт пользователю портала читать запуски DAG: неверен пароль или нет роли, например Viewer`,
    },
  },
  'not-airflow': {
    kind: 'input',
    message: {
      en: (p: Place & { status: number; said: string }) =>
        `at ${p.url}, where Airflow "${p.name}" should be, something else answers: ${p.status} ${p.said}`,
      ru: (p: Place & { status: number; said: string }) =>
        `по адресу ${p.url}, где должен быть Airflow «${p.name}», отвечает что-то другое: ${p.status} ${p.said}`,
    },
    hint: {
      en: () => 'The address is that of the API itself, without /api, not that of a login page before it',
      ru: () => 'Нужен адрес самого API, без /api, а не страницы входа перед ним',
    },
  },
  failed: {
    kind: 'transient',
    message: {
      en: (p: Place & { status: number; said: string }) =>
        `Airflow "${p.name}" at ${p.url}, or a proxy before it, failed: ${p.status} ${p.said}`,
      ru: (p: Place & { status: number; said: string }) =>
        `Airflow «${p.name}» по адресу ${p.url} или прокси перед ним ответил ошибкой: ${p.status} ${p.said}`,
    },
  },
  'broken-answer': {
    kind: 'transient',
    message: {
      en: (p: Place & { reason: string }) =>
        `the answer of Airflow "${p.name}" at ${p.url} is broken: ${p.reason}`,
      ru: (p: Place & { reason: string }) =>
        `ответ Airflow «${p.name}» по адресу ${p.url} испорчен: ${p.reason}`,
    },
  },
});
