import iconv from 'iconv-lite';
import { inferEncoding } from './encoding';

const single = ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'] as const;
const iconvName: Record<string, string> = { ibm866: 'cp866', 'x-mac-cyrillic': 'maccyrillic' };
const encode = (text: string, encoding: string) => iconv.encode(text, iconvName[encoding] ?? encoding);
const infer = (text: string, encoding: string) => inferEncoding([encode(text, encoding)], { whole: true });

/** What short Russian files look like: a header and a few cells. */
const russian = {
  header: 'Город;Население\n1;2\n',
  'header and names': 'id;фамилия;имя\n1;Иванов;Пётр\n2;Сидорова;Анна\n',
  capitals: 'ИНН;КПП;НАИМЕНОВАНИЕ\n7707083893;773601001;ПАО СБЕРБАНК\n',
  goods: 'артикул,товар,цена\nА-100,«Молоток» — слесарный,350\nБ-7,Гвозди №5,120\n',
  address: 'адрес\nг. Санкт-Петербург, ул. Большая Морская, д. 18\n',
  'one word': 'дата\n01.02.2024\n',
  mixed: 'name,comment\nJohn,оплачено\nMary,возврат товара\n',
  text: 'Примечание\nОтгрузка была задержана поставщиком на три дня, так как машина сломалась.\n',
};

describe('encoding of short Russian samples', () => {
  it.each(
    Object.entries(russian).flatMap(([name, text]) =>
      single.map((encoding) => [name, encoding, text] as const),
    ),
  )('%s in %s', async (_, encoding, text) => {
    const told =
      encoding === 'ibm866'
        ? text.replaceAll(/[«»—]/g, '-')
        : encoding === 'koi8-r' || encoding === 'iso-8859-5'
          ? text.replaceAll(/[«»—№]/g, '"')
          : text;
    // Some words are the same bytes in two encodings; what counts is that they read the same.
    const { value } = await infer(told, encoding);
    expect(new TextDecoder(value).decode(encode(told, encoding))).toBe(told);
  });
});

describe('other encodings', () => {
  it.each([
    ['windows-1252', 'name;city\nJosé García;São Paulo\nMüller;Zürich\nFrançois;Besançon\n'],
    ['windows-1252', 'ort;straße\nKöln;Hohe Straße\n'],
    ['windows-1252', 'price\n£12.50\n3 €\n'],
    [
      'windows-1250',
      'miasto;ulica\nŁódź;Piotrkowska\nKraków;Święty Łazarz\nGdańsk;Długa\nZażółć;gęślą jaźń\n',
    ],
    ['utf-8', 'город;name\nМосква;José\n'],
    ['utf-8', 'plain,ascii\n1,2\n'],
    ['utf-16le', 'город;население\nМосква;13\n'],
    ['utf-16be', 'a,b\n1,2\n3,4\n'],
  ])('%s: %j', async (encoding, text) => {
    expect((await infer(text, encoding)).value).toBe(encoding);
  });

  it('knows UTF-16 and UTF-8 by their marks, surely', async () => {
    for (const encoding of ['utf-16le', 'utf-16be', 'utf-8']) {
      const bytes = iconv.encode('a,b\n1,2\n', encoding, { addBOM: true });
      expect(await inferEncoding([bytes], { whole: true })).toMatchObject({ value: encoding, confidence: 1 });
    }
  });

  it('takes a second opinion for scripts whose letters it does not know', async () => {
    const bytes = encode('名前,住所\n山田太郎,東京都千代田区\n', 'shift_jis');
    const secondOpinion = async () => ({ encoding: 'shift_jis', confidence: 0.9 });
    expect((await inferEncoding([bytes], { whole: true, secondOpinion })).value).toBe('shift_jis');
  });

  it('keeps UTF-8 for a file of it with a broken byte, and says where', async () => {
    const text = Buffer.from(`имя\n${'Анна\n'.repeat(50)}`);
    const bytes = Buffer.concat([text, Buffer.from([0xff]), text]);
    expect(await inferEncoding([bytes], { whole: true })).toMatchObject({
      value: 'utf-8',
      decidedBy: { byte: text.length },
    });
  });

  it('does not stumble over a character cut in two by the edge of a sample', async () => {
    const bytes = Buffer.from('Привет мир');
    expect(await inferEncoding([bytes.subarray(0, 5), bytes.subarray(1, 6)], { whole: false })).toMatchObject(
      { value: 'utf-8' },
    );
  });

  it('names the runner-up and the word that decided', async () => {
    expect(await infer(russian['header and names'], 'koi8-r')).toMatchObject({
      value: 'koi8-r',
      decidedBy: { byte: 3, value: 'фамилия' },
      runnerUp: { value: expect.any(String) },
    });
  });
});
