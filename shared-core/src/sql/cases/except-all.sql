select boss from people except all select 1 order by boss
