/** Lists of codes: ISO 3166 countries and ISO 4217 currencies, as the platform's ICU knows them. */

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Alpha-3 codes, which ICU does not list. */
const alpha3 =
  'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE';

let countries: Set<string> | undefined;
let currencies: Set<string> | undefined;

/** @internal */
export function isCountryCode(text: string): boolean {
  countries ??= new Set([...alpha2Codes(), ...alpha3.split(' ')]);
  return countries.has(text);
}

/** @internal */
export function isCurrencyCode(text: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(text);
}

function alpha2Codes(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  // ICU also names private and historic regions; those are no countries.
  const others = new Set([
    'EU',
    'EZ',
    'UN',
    'XA',
    'XB',
    'XK',
    'ZZ',
    'QO',
    'AC',
    'CP',
    'CQ',
    'DG',
    'EA',
    'IC',
    'TA',
  ]);
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .filter((code) => !others.has(code) && names.of(code) !== undefined);
}
