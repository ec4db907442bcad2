select boss from people union select boss from people order by boss
