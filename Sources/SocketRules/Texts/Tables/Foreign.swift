extension PhraseTable {
    /// Programs that speak other languages than the C library: wget, psql, browsers, Windows' own tools.
    static let foreign = #"""
        # wget: the connection was closed without an answer.
        connection-closed-by-peer by=wget | keine daten empfangen
            > HTTP-Anforderung gesendet, auf Antwort wird gewartet … Keine Daten empfangen.
        connection-closed-by-peer by=wget | aucune donnée reçue
            > requête HTTP transmise, en attente de la réponse… Aucune donnée reçue.
        connection-closed-by-peer by=wget | no se han recibido datos
            > Petición HTTP enviada, esperando respuesta... No se han recibido datos.
        connection-closed-by-peer by=wget | nessun dato ricevuto
            > Richiesta HTTP inviata, in attesa di risposta... Nessun dato ricevuto.
        connection-closed-by-peer by=wget | nenhum dado foi recebido
            > A requisição HTTP foi enviada, aguardando resposta... Nenhum dado foi recebido.
        connection-closed-by-peer by=wget | nenhuns dados recebidos
            > Pedido HTTP enviado, a aguardar resposta... Nenhuns dados recebidos.
        connection-closed-by-peer by=wget | nu s-au primit date
            > Cerere HTTP trimisă, se aşteaptă răspuns... Nu s-au primit date.
        connection-closed-by-peer by=wget | олучено никаких данных
            > HTTP-запрос отправлен. Ожидание ответа… Не получено никаких данных.
        connection-closed-by-peer by=wget | 没有接收到数据
            > 已发出 HTTP 请求，正在等待回应... 没有接收到数据。
        connection-closed-by-peer by=wget | 收不到資料
            > 已送出 HTTP 要求，正在等候回應... 收不到資料。
        connection-closed-by-peer by=wget | データが受信されませんでした
            > HTTP による接続要求を送信しました、応答を待っています... データが受信されませんでした
        connection-closed-by-peer by=wget | 받은 데이터 없음
            > HTTP 요청을 보냈습니다. 응답 기다리는 중... 받은 데이터 없음.
        connection-closed-by-peer by=wget | brak danych w odpowiedzi
            > Żądanie HTTP wysłano, oczekiwanie na odpowiedź... Brak danych w odpowiedzi.
        connection-closed-by-peer by=wget | geen gegevens ontvangen
            > HTTP-verzoek is verzonden; wachten op antwoord... Geen gegevens ontvangen.
        # wget: the certificate.
        tls-certificate by=wget | dem zertifikat von "{host}" wird nicht vertraut
            > FEHLER: Dem Zertifikat von »lab.test« wird nicht vertraut.
        tls-certificate by=wget | n'est pas de confiance
            > Erreur : le certificat de « lab.test » n’est pas de confiance.
        tls-certificate by=wget | el certificado de "{host}" no es confiable
            > ERROR: El certificado de «lab.test» no es confiable.
        tls-certificate by=wget | il certificato di "{host}" non è fidato
            > ERRORE: il certificato di «lab.test» non è fidato.
        tls-certificate by=wget | certificado de "{host}" não é confiável
            > ERRO: O certificado de “lab.test” não é confiável.
        tls-certificate by=wget | certificado de "{host}" não é de confiança
            > ERRO: o certificado de "lab.test" não é de confiança.
        tls-certificate by=wget | certificatul lui "{host}" nu este de încredere
            > EROARE: Certificatul lui „lab.test” nu este de încredere.
        tls-certificate by=wget | доверия сертификату для "{host}"
            > ОШИБКА: Нет доверия сертификату для «lab.test».
        tls-certificate by=wget | 的证书不可信
            > 错误: “lab.test” 的证书不可信。
        tls-certificate by=wget | 的憑證不受信任
            > 錯誤：「lab.test」 的憑證不受信任。
        tls-certificate by=wget | の証明書は信用されません
            > エラー: `lab.test' の証明書は信用されません。
        tls-certificate by=wget | 인증서를 신뢰할 수 없습니다
            > 오류: `lab.test' 인증서를 신뢰할 수 없습니다.
        # psql: the server closed the connection.
        connection-closed-by-peer by=psql | server beendete die verbindung unerwartet
            > psql: Fehler: Verbindung zum Server auf »127.0.0.1«, Port 6002 fehlgeschlagen: Server beendete die Verbindung unerwartet
        connection-closed-by-peer by=psql | la connexion au serveur a été coupée de façon inattendue
            > psql: erreur : la connexion au serveur a été coupée de façon inattendue
        connection-closed-by-peer by=psql | el servidor ha cerrado la conexión inesperadamente
            > psql: error: el servidor ha cerrado la conexión inesperadamente
        connection-closed-by-peer by=psql | il server ha chiuso la connessione inaspettatamente
            > psql: errore: il server ha chiuso la connessione inaspettatamente
        connection-closed-by-peer by=psql | o servidor fechou a conexão inesperadamente
            > psql: erro: o servidor fechou a conexão inesperadamente
        connection-closed-by-peer by=psql | сервер неожиданно закрыл соединение
            > psql: ошибка: сервер неожиданно закрыл соединение
        connection-closed-by-peer by=psql | 服务器意外地关闭了联接
            > psql: 错误: 服务器意外地关闭了联接
        connection-closed-by-peer by=psql | サーバーとの接続が想定外にクローズされました
            > psql: エラー: サーバーとの接続が想定外にクローズされました
        connection-closed-by-peer by=psql | 서버가 갑자기 연결을 닫았음
            > psql: 오류: 서버가 갑자기 연결을 닫았음
        # psql: no such name.
        name-resolution by=psql weight=4 | konnte hostnamen "{host}" nicht in adresse übersetzen
            > psql: Fehler: konnte Hostnamen »db.lab« nicht in Adresse übersetzen: Name oder Dienst nicht bekannt
        name-resolution by=psql weight=4 | traduire le nom d'hôte " {host} " en adresse
            > psql: erreur : n'a pas pu traduire le nom d'hôte « db.lab » en adresse : Nom ou service inconnu
        name-resolution by=psql weight=4 | no se pudo traducir el nombre "{host}" a una dirección
            > psql: error: no se pudo traducir el nombre «db.lab» a una dirección: Nombre o servicio desconocido
        name-resolution by=psql weight=4 | conversione del nome host "{host}" in indirizzo fallita
            > psql: errore: conversione del nome host "db.lab" in indirizzo fallita: Nome o servizio sconosciuto
        name-resolution by=psql weight=4 | преобразовать имя "{host}" в адрес не удалось
            > psql: ошибка: преобразовать имя "db.lab" в адрес не удалось: Неизвестное имя или служба
        name-resolution by=psql weight=4 | 无法解释主机名 "{host}" 到地址
            > psql: 错误: 无法解释主机名 "db.lab" 到地址: 未知的名称或服务
        name-resolution by=psql weight=4 | ホスト名"{host}"をアドレスに変換できませんでした
            > psql: エラー: ホスト名"db.lab"をアドレスに変換できませんでした: 名前またはサービスが不明です
        name-resolution by=psql weight=4 | "{host}" 호스트 이름을 전송할 수 없습니다
            > psql: 오류: "db.lab" 호스트 이름을 전송할 수 없습니다: 대상 주소: 알려지지 않은 이름 혹은 서비스
        # Firefox
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox kann keine verbindung zu dem server unter
            > Firefox kann keine Verbindung zu dem Server unter localhost:8094 aufbauen.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox ne peut établir de connexion avec le serveur
            > Firefox ne peut établir de connexion avec le serveur à l’adresse localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox no puede establecer una conexión con el servidor
            > Firefox no puede establecer una conexión con el servidor en localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox non può stabilire una connessione con il server
            > Firefox non può stabilire una connessione con il server localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox não conseguiu estabelecer uma conexão com o servidor
            > O Firefox não conseguiu estabelecer uma conexão com o servidor localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox nu poate stabili o conexiune cu serverul
            > Firefox nu poate stabili o conexiune cu serverul de la localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox не может установить соединение с сервером
            > Firefox не может установить соединение с сервером localhost:8095.
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | firefox 无法建立到
            > Firefox 无法建立到 localhost:8095 服务器的连接。
        connection-refused by=browser also=connection-timed-out,host-unreachable,network-unreachable | のサーバーへの接続を確立できませんでした
            > Firefox は、localhost:8095 のサーバーへの接続を確立できませんでした。
        # Chrome and Edge, where the code was not pasted.
        connection-refused by=browser weight=2 | hat die verbindung abgelehnt
            > localhost hat die Verbindung abgelehnt.
        connection-refused by=browser weight=2 | n'autorise pas la connexion
            > localhost n'autorise pas la connexion.
        connection-refused by=browser weight=2 | ha rechazado la conexión
            > La página localhost ha rechazado la conexión.
        connection-refused by=browser weight=2 | ha rifiutato la connessione
            > localhost ha rifiutato la connessione.
        connection-refused by=browser weight=2 | recusou a conexão
            > localhost recusou a conexão.
        connection-refused by=browser weight=2 | a refuzat să se conecteze
            > localhost a refuzat să se conecteze.
        connection-refused by=browser weight=2 | не позволяет установить соединение
            > Сайт localhost не позволяет установить соединение.
        connection-refused by=browser weight=2 | 拒绝了我们的连接请求
            > localhost 拒绝了我们的连接请求。
        connection-refused by=browser weight=2 | で接続が拒否されました
            > localhost で接続が拒否されました。
        connection-refused by=browser weight=2 | 에서 연결을 거부했습니다
            > localhost에서 연결을 거부했습니다.
        # .NET Framework and PowerShell 5: "Unable to connect to the remote server".
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | verbindung mit dem remoteserver kann nicht hergestellt werden
            > Die Verbindung mit dem Remoteserver kann nicht hergestellt werden.
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | impossible de se connecter au serveur distant
            > Impossible de se connecter au serveur distant
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | posible conectar con el servidor remoto
            > No es posible conectar con el servidor remoto
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | effettuare la connessione al server remoto
            > Impossibile effettuare la connessione al server remoto
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | conectar-se ao servidor remoto
            > Impossível conectar-se ao servidor remoto
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | соединиться с удаленным сервером
            > Невозможно соединиться с удаленным сервером
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | 无法连接到远程服务器
            > 无法连接到远程服务器
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | リモート サーバーに接続できません
            > リモート サーバーに接続できません。
        connection-refused by=powershell weight=1 also=connection-timed-out,host-unreachable | 원격 서버에 연결할 수 없습니다
            > 원격 서버에 연결할 수 없습니다.
        # Windows' ping and telnet.
        name-resolution by=ping | ping-anforderung konnte host "{host}" nicht finden
            > Ping-Anforderung konnte Host "files.lab" nicht finden.
        name-resolution by=ping | la requête ping n'a pas pu trouver l'hôte {host}.
            > La requête Ping n’a pas pu trouver l’hôte files.lab. Vérifiez le nom et essayez à nouveau.
        name-resolution by=ping | la solicitud de ping no pudo encontrar el host {host}.
            > La solicitud de ping no pudo encontrar el host files.lab. Compruebe el nombre y vuelva a intentarlo.
        name-resolution by=ping | impossibile trovare l'host {host}.
            > Impossibile trovare l'host files.lab. Verificare che il nome sia corretto e riprovare.
        host-unreachable by=ping | zielhost nicht erreichbar
            > Antwort von 10.9.9.1: Zielhost nicht erreichbar.
        host-unreachable by=ping | de joindre l'hôte de destination
            > Réponse de 10.9.9.1 : Impossible de joindre l’hôte de destination.
        host-unreachable by=ping | host de destino inaccesible
            > Respuesta desde 10.9.9.1: Host de destino inaccesible.
        host-unreachable by=ping | host di destinazione non raggiungibile
            > Risposta da 10.9.9.1: Host di destinazione non raggiungibile.
        host-unreachable by=ping | host de destino inacessível
            > Resposta de 10.9.9.1: Host de destino inacessível.
        host-unreachable by=ping | 无法访问目标主机
            > 来自 10.9.9.1 的回复: 无法访问目标主机。
        host-unreachable by=ping | 宛先ホストに到達できません
            > 10.9.9.1 からの応答: 宛先ホストに到達できません。
        host-unreachable by=ping | аданный узел недоступен
            > Ответ от 10.9.9.1: Заданный узел недоступен.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | zeitüberschreitung der anforderung
            > Zeitüberschreitung der Anforderung.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | délai d'attente de la demande dépassé
            > Délai d’attente de la demande dépassé.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | tiempo de espera agotado para esta solicitud
            > Tiempo de espera agotado para esta solicitud.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | ревышен интервал ожидания для запроса
            > Превышен интервал ожидания для запроса.
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | 请求超时。
            > 请求超时。
        connection-timed-out by=ping weight=2 also=host-unreachable,firewall-blocked | 要求がタイムアウトしました
            > 要求がタイムアウトしました。
        connection-refused by=telnet also=connection-timed-out | verbindung mit dem host hergestellt werden, auf port {port}: verbinden fehlgeschlagen
            > Es konnte keine Verbindung mit dem Host hergestellt werden, auf Port 8081: Verbinden fehlgeschlagen
        connection-refused by=telnet also=connection-timed-out | impossible d'ouvrir une connexion à l'hôte, sur le port {port}
            > Impossible d’ouvrir une connexion à l’hôte, sur le port 8081: Échec lors de la connexion
        """#
}
