select distinct "Город", active from people order by "Город", active
