/// The words of Windows for the numbers WSAE…, in the languages in which students paste them (English: ``ErrorCode``).
///
/// Parts that do not change between Windows versions; the rest of the sentence is left out.
enum WindowsWords {
    static let table = """
        ECONNREFUSED	da der Zielcomputer die Verbindung verweigerte
        ECONNREFUSED	Der Zielcomputer hat die Verbindung verweigert
        ECONNREFUSED	a pu être établie car l'ordinateur cible l'a expressément refusée
        ECONNREFUSED	el equipo de destino denegó expresamente dicha conexión
        ECONNREFUSED	Rifiuto persistente del computer di destinazione
        ECONNREFUSED	a máquina de destino as recusou ativamente
        ECONNREFUSED	a máquina de destino a recusou ativamente
        ECONNREFUSED	o computador de destino recusou-a ativamente
        ECONNREFUSED	porque o computador de destino as recusou ativamente
        ECONNREFUSED	computerul țintă a refuzat
        ECONNREFUSED	computerul ţintă a refuzat
        ECONNREFUSED	computerul destinație a refuzat
        ECONNREFUSED	computerul de destinație a refuzat
        ECONNREFUSED	конечный компьютер отверг запрос на подключение
        ECONNREFUSED	由于目标计算机积极拒绝
        ECONNREFUSED	由於目標電腦拒絕連線
        ECONNREFUSED	因為目標電腦拒絕連線
        ECONNREFUSED	対象のコンピューターによって拒否されたため
        ECONNREFUSED	対象のコンピュータによって拒否されたため
        ECONNREFUSED	대상 컴퓨터에서 연결을 거부했으므로
        ECONNREFUSED	komputer docelowy aktywnie go odmawia
        ECONNREFUSED	omdat de doelcomputer de verbinding actief heeft geweigerd
        ECONNREFUSED	Hedef makine etkin olarak reddettiğinden
        ECONNREFUSED	protože cílový počítač je aktivně odmítl
        ECONNREFUSED	eftersom måldatorn aktivt nekade det
        ECONNREFUSED	a célszámítógép már visszautasította
        ECONNREFUSED	оскільки кінцевий комп'ютер відхилив запит на підключення
        ETIMEDOUT	da die Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert hat
        ETIMEDOUT	car le parti connecté
        ETIMEDOUT	ya que la parte conectada no respondió adecuadamente
        ETIMEDOUT	Risposta non corretta della parte connessa
        ETIMEDOUT	porque o componente conectado não respondeu corretamente
        ETIMEDOUT	porque a parte ligada não respondeu correctamente
        ETIMEDOUT	porque a parte ligada não respondeu corretamente
        ETIMEDOUT	от другого компьютера за требуемое время не получен нужный отклик
        ETIMEDOUT	由于连接方在一段时间后没有正确答复
        ETIMEDOUT	連線嘗試失敗，因為連線對象有一段時間並未正確回應
        ETIMEDOUT	接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかったため
        ETIMEDOUT	연결된 구성원으로부터 응답이 없어
        ETIMEDOUT	ponieważ połączona strona nie odpowiedziała poprawnie
        ETIMEDOUT	deoarece partea conectată nu a răspuns
        ETIMEDOUT	deoarece participantul conectat nu a răspuns
        ECONNRESET	Eine vorhandene Verbindung wurde vom Remotehost geschlossen
        ECONNRESET	Une connexion existante a dû être fermée par
        ECONNRESET	Se ha forzado la interrupción de una conexión existente por el host remoto
        ECONNRESET	conexión existente por el host remoto
        ECONNRESET	Connessione in corso interrotta forzatamente dall'host remoto
        ECONNRESET	Foi forçado o cancelamento de uma conexão existente pelo host remoto
        ECONNRESET	Uma ligação existente foi forçada a fechar pelo anfitrião remoto
        ECONNRESET	Удаленный хост принудительно разорвал существующее подключение
        ECONNRESET	远程主机强迫关闭了一个现有的连接
        ECONNRESET	遠端主機已強制關閉一個現存的連線
        ECONNRESET	既存の接続はリモート ホストに強制的に切断されました
        ECONNRESET	현재 연결은 원격 호스트에 의해 강제로 끊겼습니다
        ECONNRESET	Istniejące połączenie zostało gwałtownie zamknięte przez zdalnego hosta
        ECONNRESET	O conexiune existentă a fost închisă forțat
        ECONNRESET	O conexiune existentă a fost închisă
        ECONNABORTED	wurde softwaregesteuert durch den Hostcomputer abgebrochen
        ECONNABORTED	Une connexion établie a été abandonnée par un logiciel
        ECONNABORTED	Se ha anulado una conexión establecida por el software en su equipo host
        ECONNABORTED	Connessione interrotta dal software del computer host
        ECONNABORTED	Uma conexão estabelecida foi anulada pelo software
        ECONNABORTED	Программа на вашем хост-компьютере разорвала установленное подключение
        ECONNABORTED	主机中的软件中止了一个已建立的连接
        ECONNABORTED	確立された接続がホスト コンピューター
        ECONNABORTED	현재 연결은 사용자의 호스트 시스템의 소프트웨어의 의해 중단되었습니다
        ECONNABORTED	O conexiune stabilită a fost abandonată de software
        EADDRINUSE	nur jeweils einmal verwendet werden
        EADDRINUSE	Une seule utilisation de chaque adresse de socket
        EADDRINUSE	solo se permite un uso de cada dirección de socket
        EADDRINUSE	Solo se permite un uso de cada dirección de socket
        EADDRINUSE	consentito un solo utilizzo di ogni indirizzo di socket
        EADDRINUSE	permitida apenas uma utilização de cada endereço de soquete
        EADDRINUSE	permitida apenas uma utilização de cada endereço de socket
        EADDRINUSE	разрешается только одно использование адреса сокета
        EADDRINUSE	通常每个套接字地址
        EADDRINUSE	一次只能用一個通訊端位址
        EADDRINUSE	通常、各ソケット アドレスに対して
        EADDRINUSE	각 소켓 주소
        EADDRINUSE	dozwolone jest tylko jedno użycie każdego adresu gniazda
        EADDRINUSE	este permisă o singură utilizare a fiecărei adrese
        EADDRINUSE	este permisă doar o singură utilizare a fiecărei adrese
        EADDRNOTAVAIL	Die angeforderte Adresse ist in diesem Kontext ungültig
        EADDRNOTAVAIL	est pas valide dans son contexte
        EADDRNOTAVAIL	La dirección solicitada no es válida en este contexto
        EADDRNOTAVAIL	Indirizzo richiesto non valido nel proprio contesto
        EADDRNOTAVAIL	O endereço solicitado não é válido
        EADDRNOTAVAIL	O endereço pedido não é válido
        EADDRNOTAVAIL	Требуемый адрес для своего контекста неверен
        EADDRNOTAVAIL	该请求的地址无效
        EADDRNOTAVAIL	內容中所要求的位址不正確
        EADDRNOTAVAIL	要求したアドレスのコンテキストが無効です
        EADDRNOTAVAIL	해당 컨텍스트에서 유효하지 않습니다
        EADDRNOTAVAIL	Adresa solicitată nu este validă în contextul
        EACCES	Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig
        EACCES	accès à un socket de manière interdite par ses autorisations
        EACCES	Intento de acceso a un socket no permitido por sus permisos de acceso
        EACCES	Tentativo di accesso al socket con modalità non consentite
        EACCES	acesso a um soquete de uma maneira que é proibida
        EACCES	acesso a um socket de um modo proibido
        EACCES	Сделана попытка доступа к сокету методом, запрещенным правами доступа
        EACCES	以一种访问权限不允许的方式做了一个访问套接字的尝试
        EACCES	嘗試存取通訊端被拒絕
        EACCES	アクセス許可で禁じられた方法でソケットにアクセスしようとしました
        EACCES	액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다
        EACCES	accesa un soclu într-un mod interzis
        EAI_NONAME	Der angegebene Host ist unbekannt
        EAI_NONAME	Es ist kein solcher Host bekannt
        EAI_NONAME	Host desconocido.
        EAI_NONAME	Hôte inconnu.
        EAI_NONAME	Host sconosciuto.
        EAI_NONAME	Este host não é conhecido
        EAI_NONAME	Этот хост неизвестен
        EAI_NONAME	不知道这样的主机
        EAI_NONAME	無法識別這台主機
        EAI_NONAME	そのようなホストは不明です
        EAI_NONAME	알려진 호스트가 없습니다
        EAI_NONAME	Nieznany host.
        EAI_NONAME	Gazdă necunoscută
        ENETUNREACH	Ein Socketvorgang bezog sich auf ein nicht verfügbares Netzwerk
        ENETUNREACH	sur un réseau impossible à atteindre
        ENETUNREACH	operación de socket en una red no accesible
        ENETUNREACH	operazione del socket verso una rete non raggiungibile
        ENETUNREACH	operação de soquete em uma rede inacessível
        ENETUNREACH	операцию на сокете при отключенной сети
        ENETUNREACH	向一个无法连接的网络尝试了一个套接字操作
        ENETUNREACH	到達できないネットワークに対してソケット操作を実行しようとしました
        ENETUNREACH	연결할 수 없는 네트워크에서 소켓 작업을 시도했습니다
        EHOSTUNREACH	Ein Socketvorgang bezog sich auf einen nicht verfügbaren Host
        EHOSTUNREACH	sur un hôte impossible à atteindre
        EHOSTUNREACH	operación de socket en un host no accesible
        EHOSTUNREACH	operazione del socket verso un host non raggiungibile
        EHOSTUNREACH	operação de soquete em um host inacessível
        EHOSTUNREACH	операцию на сокете для недоступного хоста
        EHOSTUNREACH	套接字操作尝试一个无法连接的主机
        EHOSTUNREACH	到達できないホストに対してソケット操作を実行しようとしました
        EAGAIN	Ein nicht blockierender Socketvorgang konnte nicht sofort ausgeführt werden
        EAGAIN	Une opération non bloquante sur un socket
        EAGAIN	No se puede completar una operación de no bloqueo
        EAGAIN	operación de desbloqueo de socket de forma inmediata
        EAGAIN	Impossibile completare immediatamente un'operazione di socket non di blocco
        EAGAIN	Operação de soquete sem bloqueio não pode ser completada imediatamente
        EAGAIN	Операция на незаблокированном сокете не может быть завершена немедленно
        EAGAIN	无法立即完成一个非阻止性套接字操作
        EAGAIN	ブロックできないソケット操作をすぐに完了できませんでした
        EAGAIN	비블로킹 소켓 작업을 즉시 완료하지 못했습니다
        ENOTCONN	da der Socket nicht verbunden ist
        ENOTCONN	el socket no está conectado
        ENOTCONN	il socket non è connesso
        ENOTCONN	o soquete não está conectado
        ENOTCONN	т.к. сокет не подключен
        ENOTCONN	由于套接字没有连接并且
        ENOTCONN	ソケットが接続されていないか
        ENOTCONN	소켓이 연결되어 있지 않거나
        EISCONN	Es wurde eine Verbindungsanforderung für einen bereits verbundenen Socket ausgeführt
        EISCONN	sur un socket déjà connecté
        EISCONN	en un socket ya conectado
        EISCONN	Запрос на подключение произведен для уже подключенного сокета
        EISCONN	在一个已经连接的套接字上做了一个连接请求
        ENOTSOCK	bezog sich auf ein Objekt, das kein Socket ist
        ENOTSOCK	une opération a été tentée sur autre chose qu'un socket
        ENOTSOCK	Se intentó realizar una operación en un elemento que no es un socket
        ENOTSOCK	операцию на объекте, не являющемся сокетом
        ENOTSOCK	在一个非套接字上尝试了一个操作
        ENOTSOCK	ソケット以外のものに対して操作を実行しようとしました
        EMSGSIZE	Eine Nachricht, die an einen Datagrammsocket gesendet wurde
        EMSGSIZE	Un message envoyé sur un socket datagramme
        EMSGSIZE	Un mensaje enviado en un socket de datagramas
        EMSGSIZE	一个在数据报套接字上发送的消息大于内部消息缓冲区
        EMSGSIZE	Сообщение, отправленное на сокет датаграмм
        ENOBUFS	Ein Socketvorgang konnte nicht ausgeführt werden, da dem System Pufferspeicherplatz fehlte
        ENOBUFS	由于系统缓冲区空间不足或队列已满
        ENOBUFS	системы нет достаточного места в буфере
        EINVAL	Ein ungültiges Argument wurde angegeben
        EINVAL	Un argument non valide a été fourni
        EINVAL	Se proporcionó un argumento no válido
        EINVAL	提供了一个无效的参数
        EINVAL	Указан недопустимый аргумент
        EINVAL	無効な引数が提供されました
        EAFNOSUPPORT	die nicht mit dem angeforderten Protokoll kompatibel ist
        EAFNOSUPPORT	incompatible avec le protocole demandé
        EAFNOSUPPORT	使用了与请求的协议不兼容的地址
        EAFNOSUPPORT	Использован адрес, несовместимый с требуемым протоколом
        """
}
