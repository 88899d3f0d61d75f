/// The words of strerror(3) and gai_strerror(3) in glibc's languages; scripts/generate-localized writes this file.
enum LocalizedWords {
    static let table = """
        ECONNREFUSED	Bağlantı reddedildi
        ECONNREFUSED	Conexión rehusada
        ECONNREFUSED	Conexión rexeitada
        ECONNREFUSED	Conexão recusada
        ECONNREFUSED	Connessione rifiutata
        ECONNREFUSED	Connexion refusée
        ECONNREFUSED	Förbindelsen förvägrad
        ECONNREFUSED	Kapcsolat elutasítva
        ECONNREFUSED	Koneksi ditolak
        ECONNREFUSED	Konekto rifuziĝas
        ECONNREFUSED	Kết nối bị từ chối
        ECONNREFUSED	Ligação recusada
        ECONNREFUSED	Opkobling nægtet
        ECONNREFUSED	Oppkobling nektes
        ECONNREFUSED	Połączenie odrzucone
        ECONNREFUSED	Prisijungimas atmestas
        ECONNREFUSED	Spojenie odmietnuté
        ECONNREFUSED	Spojení odmítnuto
        ECONNREFUSED	S’ha refusat la connexió
        ECONNREFUSED	Verbinding is geweigerd
        ECONNREFUSED	Verbindungsaufbau abgelehnt
        ECONNREFUSED	Veza odbijena
        ECONNREFUSED	Yhteys torjuttu
        ECONNREFUSED	Απόρριψη σύνδεσης
        ECONNREFUSED	Адмоўлена ў злучэньні
        ECONNREFUSED	В соединении отказано
        ECONNREFUSED	Веза је одбијена
        ECONNREFUSED	Отказано свързване
        ECONNREFUSED	У з'єднанні відмовлено
        ECONNREFUSED	拒绝连接
        ECONNREFUSED	接続を拒否されました
        ECONNREFUSED	連線被拒絕
        ECONNREFUSED	연결이 거부됨
        ECONNRESET	A kapcsolatot bontotta a távoli fél
        ECONNRESET	Bağlantı karşıdan kesildi
        ECONNRESET	Conexión reiniciada polo outro estremo
        ECONNRESET	Conexión reinicializada por la máquina remota
        ECONNRESET	Conexão fechada pela outra ponta
        ECONNRESET	Connessione interrotta dal corrispondente
        ECONNRESET	Connexion ré-initialisée par le correspondant
        ECONNRESET	Die Verbindung wurde vom Kommunikationspartner zurückgesetzt
        ECONNRESET	Forbindelsen brudt i den anden ende
        ECONNRESET	Forbindelsen brutt i den andre enden
        ECONNRESET	Förbindelse borttagen av partnern
        ECONNRESET	Koneksi direset oleh peer
        ECONNRESET	Konekto simple malekis
        ECONNRESET	Kết nối bị đặt lại bởi ngang hàng
        ECONNRESET	La màquina remota ha reiniciat la connexió
        ECONNRESET	Ligação reposta pelo peer
        ECONNRESET	Poveznica je prekinuta od druge strane (od ravnopravnoga člana u prijenosu)
        ECONNRESET	Połączenie zerwane przez drugą stronę
        ECONNRESET	Prisijungimas nutrauktas kito serverio
        ECONNRESET	Spojenie zrušené druhou stranou
        ECONNRESET	Spojení zrušeno druhou stranou
        ECONNRESET	Vastapää sulki yhteyden
        ECONNRESET	Verbinding is weggevallen
        ECONNRESET	Η σύνδεση έκλεισε από το ταίρι
        ECONNRESET	Везу је поново поставио парњак
        ECONNRESET	Вузол розірвав з’єднання
        ECONNRESET	Едностранно прекъсване на връзката от отсрещната страна
        ECONNRESET	Соединение разорвано другой стороной
        ECONNRESET	接続が相手からリセットされました
        ECONNRESET	连接被对方重设
        ECONNRESET	連線被對方重設
        ECONNRESET	상대편이 연결을 끊음
        ETIMEDOUT	A conexión espirou
        ETIMEDOUT	Baigėsi prisijungimo laukimo laikas
        ETIMEDOUT	Bağlantıda zaman aşımı
        ETIMEDOUT	Connessione scaduta
        ETIMEDOUT	Connexion terminée par expiration du délai d'attente
        ETIMEDOUT	Die Wartezeit für die Verbindung ist abgelaufen
        ETIMEDOUT	Expiró el tiempo de conexión
        ETIMEDOUT	Förbindelsens tidsgräns löpte ut
        ETIMEDOUT	Időtúllépés a kapcsolatban
        ETIMEDOUT	Koneksi kehabisan waktu
        ETIMEDOUT	Konekto transpasis limtempon
        ETIMEDOUT	Kết nối đã quá hạn
        ETIMEDOUT	La connexió ha expirat
        ETIMEDOUT	Ligação expirada
        ETIMEDOUT	Opkoblingen overskred tidsgrænsen
        ETIMEDOUT	Oppkoblingen overskred tidsgrensen
        ETIMEDOUT	Przekroczony czas oczekiwania na połączenie
        ETIMEDOUT	Spojení bylo příliš dlouho neaktivní
        ETIMEDOUT	Tempo esgotado para conexão
        ETIMEDOUT	Verbinding is verlopen
        ETIMEDOUT	Veza je prekinuta zbog ograničenja vremena čekanja nsa odgovor
        ETIMEDOUT	Yhteys aikakatkaistu
        ETIMEDOUT	Časový limit pre spojenie vypršal
        ETIMEDOUT	Λήξη σύνδεσης
        ETIMEDOUT	Время ожидания соединения истекло
        ETIMEDOUT	Истекло је време везе
        ETIMEDOUT	Перевищено інтервал очікування з'єднання
        ETIMEDOUT	Просрочена мрежова операция
        ETIMEDOUT	接続がタイムアウトしました
        ETIMEDOUT	连接超时
        ETIMEDOUT	連線超過時間
        ETIMEDOUT	연결 시간 초과
        EHOSTUNREACH	Aucun chemin d'accès pour atteindre l'hôte cible
        EHOSTUNREACH	Brak trasy do hosta
        EHOSTUNREACH	Cesta k počítaču neexistuje
        EHOSTUNREACH	Gastiganto ne atingeblas
        EHOSTUNREACH	Geen route naar host
        EHOSTUNREACH	Ingen rute til vertsmaskinen
        EHOSTUNREACH	Ingen rute til værtsmaskinen
        EHOSTUNREACH	Ingen väg till värd
        EHOSTUNREACH	K počítači neexistuje cesta
        EHOSTUNREACH	Keine Route zum Zielrechner
        EHOSTUNREACH	Không có đường dẫn đến máy
        EHOSTUNREACH	Makinaya ağ üzerinden yol yok
        EHOSTUNREACH	Nema trase (rute, puta) do računala
        EHOSTUNREACH	Nessun instradamento per l'host
        EHOSTUNREACH	Nincs útvonal a gép felé
        EHOSTUNREACH	No existe ninguna ruta hasta el `host'
        EHOSTUNREACH	No hi ha cap camí cap a l’estació
        EHOSTUNREACH	Non hai unha rota ao servidor
        EHOSTUNREACH	Não há rota para o host
        EHOSTUNREACH	Nėra kelio iki serverio
        EHOSTUNREACH	Reititystä koneeseen ei ole
        EHOSTUNREACH	Sem caminho para o anfitrião
        EHOSTUNREACH	Tidak ada rute ke host
        EHOSTUNREACH	Δεν υπάρχει διαδρομή στο σύστημα
        EHOSTUNREACH	Нема путање до рачунара
        EHOSTUNREACH	Немає маршруту до вузла
        EHOSTUNREACH	Нет маршрута до узла
        EHOSTUNREACH	Няма маршрут до компютъра
        EHOSTUNREACH	ホストへの経路がありません
        EHOSTUNREACH	找不到通往該主機的路由路徑
        EHOSTUNREACH	没有到主机的路由
        EHOSTUNREACH	호스트로 갈 루트가 없음
        EHOSTDOWN	A gép nem működik
        EHOSTDOWN	Der Rechner ist nicht aktiv
        EHOSTDOWN	El `host' no está operativo
        EHOSTDOWN	Gastiganto ne funkcias
        EHOSTDOWN	Host está desligado
        EHOSTDOWN	Host is inactief
        EHOSTDOWN	Host nije uključen
        EHOSTDOWN	Host sedang turun
        EHOSTDOWN	Kone on alhaalla
        EHOSTDOWN	L'host non è attivo
        EHOSTDOWN	L'hôte cible est arrêté ou en panne
        EHOSTDOWN	L’estació no està operativa
        EHOSTDOWN	Makina çökük
        EHOSTDOWN	Máy không chạy
        EHOSTDOWN	O anfitrião está em baixo
        EHOSTDOWN	O servidor está inactivo
        EHOSTDOWN	Počítač je vypnutý
        EHOSTDOWN	Počítač není v provozu
        EHOSTDOWN	Serveris neveikia
        EHOSTDOWN	Urządzenie jest wyłączone
        EHOSTDOWN	Vertsmaskin er nede
        EHOSTDOWN	Värddator är nere
        EHOSTDOWN	Værtsmaskinen er nede
        EHOSTDOWN	Το σύστημα δε λειτουργεί
        EHOSTDOWN	Вузел зьлёг
        EHOSTDOWN	Вузол вимкнено
        EHOSTDOWN	Домаћин је пао
        EHOSTDOWN	Компютърът е изключен
        EHOSTDOWN	Узел выключен
        EHOSTDOWN	ホストが落ちています
        EHOSTDOWN	主机关闭
        EHOSTDOWN	遠端系統已停機了
        EHOSTDOWN	호스트가 죽었습니다
        ENETUNREACH	A hálózat elérhetetlen
        ENETUNREACH	A rede está fora de alcance
        ENETUNREACH	Ağ erişilebilir durumda değil
        ENETUNREACH	Das Netzwerk ist nicht erreichbar
        ENETUNREACH	Jaringan tidak dapat dicapai
        ENETUNREACH	Không thể kết nối mạng
        ENETUNREACH	La red es inaccesible
        ENETUNREACH	La rete non è raggiungibile
        ENETUNREACH	La reto ne atingeblas
        ENETUNREACH	La xarxa és inabastable
        ENETUNREACH	Le réseau n'est pas accessible
        ENETUNREACH	Mreža nije dostupna
        ENETUNREACH	Nettverket er ikke tilgjengelig
        ENETUNREACH	Netværket er ikke tilgængeligt
        ENETUNREACH	Netwerk is onbereikbaar
        ENETUNREACH	Non se pode chegar á rede
        ENETUNREACH	Nätverket kan inte nås
        ENETUNREACH	Omrežje ni dostopno
        ENETUNREACH	Rede inacessível
        ENETUNREACH	Sieć jest niedostępna
        ENETUNREACH	Sieť nie je dostupná
        ENETUNREACH	Síť není dostupná
        ENETUNREACH	Tinklas neprieinamas
        ENETUNREACH	Verkkoa ei tavoiteta
        ENETUNREACH	Το δίκτυο δεν είναι προσπελάσιμο
        ENETUNREACH	Мрежа је недостижна
        ENETUNREACH	Мрежата е недостъпна
        ENETUNREACH	Не вдалося отримати доступ до мережі
        ENETUNREACH	Сеть недоступна
        ENETUNREACH	ネットワークに届きません
        ENETUNREACH	無法接觸網路
        ENETUNREACH	网络不可达
        ENETUNREACH	네트워크가 접근 불가능합니다
        ENETDOWN	A hálózat nem működik
        ENETDOWN	A rede está em baixo
        ENETDOWN	A rede non funciona
        ENETDOWN	A rede não responde
        ENETDOWN	Ağ yok oldu
        ENETDOWN	Das Netzwerk ist nicht aktiv
        ENETDOWN	Jaringan sedang turun
        ENETDOWN	La red no está activa
        ENETDOWN	La rete non è disponibile
        ENETDOWN	La reto ne funkcias
        ENETDOWN	La xarxa no és activa
        ENETDOWN	Le réseau ne fonctionne pas
        ENETDOWN	Mreža je isključena -- nije aktivna
        ENETDOWN	Mạng không hoạt động
        ENETDOWN	Nettverket er nede
        ENETDOWN	Netværket er nede
        ENETDOWN	Netwerk ligt plat
        ENETDOWN	Nätverket är nere
        ENETDOWN	Omrežje ni dejavno
        ENETDOWN	Sieć jest wyłączona
        ENETDOWN	Sieť je nefunkčná
        ENETDOWN	Síťování je mimo provoz
        ENETDOWN	Tinklas išjungtas
        ENETDOWN	Verkko on poissa käytöstä
        ENETDOWN	Το δίκτυο δε λειτουργεί
        ENETDOWN	Мережу вимкнено
        ENETDOWN	Мрежа је пала
        ENETDOWN	Мрежата е изключена
        ENETDOWN	Сеть не работает
        ENETDOWN	ネットワークが落ちています
        ENETDOWN	網路停擺
        ENETDOWN	网络已关闭
        ENETDOWN	네트워크가 죽었습니다
        ENETRESET	A hálózat eldobta a kapcsolatot visszaálláskor
        ENETRESET	A rede cortou a conexión por un reinicio
        ENETRESET	A rede desconectou-se ao reiniciar
        ENETRESET	A rede repôs a ligação ao reiniciar
        ENETRESET	Ağ bağlantısı karşı taraf çöktüğü için kesildi
        ENETRESET	Connessione interrotta da una reinizializzazione
        ENETRESET	Das Netzwerk hat die Verbindung nach einem Reset verloren
        ENETRESET	Jaringan menjatuhkan koneksi di reset
        ENETRESET	La conexión de red se perdió al reinicializar
        ENETRESET	La retkonekto malekis ĉar gastiganto malfunkciis
        ENETRESET	La xarxa ha tallat la connexió per un reinici
        ENETRESET	Le réseau a rompu la connexion lors de la réinitialisation
        ENETRESET	Mreža je srušila vezu pri ponovnom pokretanju
        ENETRESET	Mạng đã bỏ kết nối khi đặt lại
        ENETRESET	Nettverket tok ned forbindelsen ved omstart
        ENETRESET	Netværket nedlagde forbindelsen ved genstart
        ENETRESET	Nätverket tog bort förbindelsen vid omstart
        ENETRESET	Omrežje je prekinilo povezavo ob vnovičnem zagonu
        ENETRESET	Prisijungimas nutrauktas iš tinklo pusės
        ENETRESET	Sieć przerwała połączenie po resecie
        ENETRESET	Sieť zrušila spojenie (problém so vzdialeným počítačom)
        ENETRESET	Síť zrušila spojení (problém se vzdáleným počítačem)
        ENETRESET	Vastapää sulki yhteyden
        ENETRESET	Verbinding is verbroken door KILL-opdracht
        ENETRESET	Το δίκτυο έριξε την σύνδεση κατά την επαναφορά
        ENETRESET	Мрежа је одбацила вез на захтев
        ENETRESET	Прекъсната мрежова връзка при повторно пускане
        ENETRESET	Під час перезапуску з’єднання було розірвано
        ENETRESET	Сетевое соединение было разорвано
        ENETRESET	リセット中ネットワークの接続が切れました
        ENETRESET	在重設時網路連線漏失
        ENETRESET	重置时断开网络连接
        ENETRESET	네트웍이 reset때문에 연결을 끊었습니다
        ECONNABORTED	A szoftver kapcsolatszakadást okozott
        ECONNABORTED	Connessione interrotta per un problema software
        ECONNABORTED	Das Programm verursachte den Abbruch der Verbindung
        ECONNABORTED	El programa provocó el fin de la conexión
        ECONNABORTED	El programari ha tallat la connexió
        ECONNABORTED	La retkonekto malekis ĉar loka komputilo malfunkciis
        ECONNABORTED	Le logiciel a provoqué l'abandon de la connexion
        ECONNABORTED	O programa abortou a ligação
        ECONNABORTED	Ohjelmisto aiheutti yhteyden katkaisun
        ECONNABORTED	Oprogramowanie spowodowało przerwanie połączenia
        ECONNABORTED	Perangkat lunak menyebabkan pembatalan koneksi
        ECONNABORTED	Phần mềm đã gây ra kết nối hủy bỏ
        ECONNABORTED	Prisijungimas nutrauktas programiškai
        ECONNABORTED	Programmet forårsagede forbindelsesafbrud
        ECONNABORTED	Programsko povzročena prekinitev povezave
        ECONNABORTED	Programvaran orsakade ett förbindelsebrott
        ECONNABORTED	Programvare forårsaket forbindelsesbrudd
        ECONNABORTED	Softver je uzrok prekida veze
        ECONNABORTED	Software spôsobil zrušenie spojenia
        ECONNABORTED	Software způsobil ukončení spojení (abort)
        ECONNABORTED	Término de conexão causada por software
        ECONNABORTED	Un programa abortou a conexión
        ECONNABORTED	Verbinding is verbroken door lokaal probleem
        ECONNABORTED	Yazılım bağlantının kopmasına sebep oldu
        ECONNABORTED	Το λογισμικό προκάλεσε ακύρωση σύνδεσης
        ECONNABORTED	З’єднання розірвано програмним забезпеченням
        ECONNABORTED	Программа вызвала разрыв соединения
        ECONNABORTED	Софтвер је изазвао прекид везе
        ECONNABORTED	Софтуерно предизвикано прекъсване на връзката
        ECONNABORTED	ソフトウェアが接続を中断しました
        ECONNABORTED	由软件导致的连接断开
        ECONNABORTED	軟體造成連線中斷
        ECONNABORTED	소프트웨어가 연결 중단을 초래했습니다
        EPIPE	Brutet rör
        EPIPE	Canalización rota
        EPIPE	Datenübergabe unterbrochen (broken pipe)
        EPIPE	Gebroken pijp
        EPIPE	Kanalen blev brudt
        EPIPE	Katkennut putki
        EPIPE	La canonada s’ha trencat
        EPIPE	Nutrūko saitas (pipe)
        EPIPE	Pipa rusak
        EPIPE	Pipe interrotta
        EPIPE	Pipe quebrado
        EPIPE	Prekinjen cevovod
        EPIPE	Prekinuta cijev
        EPIPE	Prerušená rúra
        EPIPE	Przerwany potok
        EPIPE	Relais brisé (pipe)
        EPIPE	Rompita dukto
        EPIPE	Roura přerušena (SIGPIPE)
        EPIPE	Røret ble brutt
        EPIPE	Tubería rota
        EPIPE	Törött adatcsatorna
        EPIPE	Túnel quebrado
        EPIPE	Veri alınamıyor
        EPIPE	Διακοπείσα σωλήνωση
        EPIPE	Зламаны трубаправод
        EPIPE	Канал обірвано
        EPIPE	Обрыв канала
        EPIPE	Оштећена спојка
        EPIPE	Прекъснат канал
        EPIPE	Ống dẫn bị hỏng
        EPIPE	断开的管道
        EPIPE	管線損壞
        EPIPE	파이프가 깨어짐
        ESHUTDOWN	Aktarım ucu kapandıktan sonra yollanamaz
        ESHUTDOWN	Ein Senden nach dem Beenden des Sockets ist nicht möglich
        ESHUTDOWN	Impossibile inviare dopo l'arresto del socket di destinazione.
        ESHUTDOWN	Impossível enviar após encerramento do ponto final do transporte
        ESHUTDOWN	Kan ikke sende efter at transportendepunktet er lukket ned
        ESHUTDOWN	Kan ikke sende etter at transportendepunktet har koblet ned
        ESHUTDOWN	Kan inte skicka efter att transportslutpunkten stängts
        ESHUTDOWN	Kan niets meer verzenden na sluiten van overdrachtseindpunt
        ESHUTDOWN	Không thể gửi sau khi điểm cuối truyền bị tắt
        ESHUTDOWN	Ne eblas sendi post fermado de celkonektilo
        ESHUTDOWN	Ne peut transmettre suite à la fermeture du noeud final de transport
        ESHUTDOWN	Negalima siųsti po transporto galinio taško išjungimo (shutdown)
        ESHUTDOWN	Nem lehet küldeni a szállítási végpont leállása után
        ESHUTDOWN	Nie je možné vysielať po ukončení činnosti komunikačného bodu
        ESHUTDOWN	Nije moguće se ništa poslati nakon zatvaranja krajnje komunikacijske točke
        ESHUTDOWN	No es pot enviar després de tancar l’extrem de transport
        ESHUTDOWN	No se puede enviar tras la destrucción del punto de destino
        ESHUTDOWN	Non se pode enviar despois de desconecta-lo destino do transporte
        ESHUTDOWN	Não é possível enviar após desligamento do ponto final de transporte
        ESHUTDOWN	Siirron vastapään sulkemisen jälkeen ei voi lähettää
        ESHUTDOWN	Spojení bylo přerušeno
        ESHUTDOWN	Tidak dapat mengirim setelah transport titik akhir mati
        ESHUTDOWN	Wysyłanie po zamknięciu gniazda jest niemożliwe
        ESHUTDOWN	Δεν είναι δυνατή η αποστολή μετά το κλείσιμο της μιας άκρης επικοινωνίας
        ESHUTDOWN	Надсилання неможливе після завершення роботи кінцевої точки каналу зв’язку
        ESHUTDOWN	Не могу да пошаљем након гашења крајње тачке преноса
        ESHUTDOWN	Не може да се изпраща след изключване на крайната точка на транспорта
        ESHUTDOWN	Невозможно отправить данные после выключения конечной точки передачи
        ESHUTDOWN	无法在传输端点关闭以后发送
        ESHUTDOWN	無法在輸送端點關閉後傳送
        ESHUTDOWN	通信端点のシャットダウン後は送信できません
        ESHUTDOWN	전송 종료지점이 지난 후에 보낼 수 없습니다
        EADDRINUSE	A cím már használatban van
        EADDRINUSE	Adres is al in gebruik
        EADDRINUSE	Adres jest już w użyciu
        EADDRINUSE	Adres zaten kullanımda
        EADDRINUSE	Adresa je používaná
        EADDRINUSE	Adresa je užívána
        EADDRINUSE	Adresas jau naudojamas
        EADDRINUSE	Adrese se već koriste
        EADDRINUSE	Adreso jam uziĝas
        EADDRINUSE	Adresse déjà utilisée
        EADDRINUSE	Adressen er allerede i brug
        EADDRINUSE	Adressen er allerede i bruk
        EADDRINUSE	Adressen redan upptagen
        EADDRINUSE	Alamat telah digunakan
        EADDRINUSE	Die Adresse wird bereits verwendet
        EADDRINUSE	Endereço já em uso
        EADDRINUSE	Estase usando o enderezo
        EADDRINUSE	Indirizzo già in uso
        EADDRINUSE	La dirección ya se está usando
        EADDRINUSE	L’adreça ja és en ús
        EADDRINUSE	Naslov je že v rabi
        EADDRINUSE	Osoite on jo käytössä
        EADDRINUSE	Địa chỉ đang được dùng
        EADDRINUSE	Η διεύθυνση υποδοχής είναι ήδη σε χρήση
        EADDRINUSE	Адрес уже используется
        EADDRINUSE	Адреса је већ у употреби
        EADDRINUSE	Адресу вже використано
        EADDRINUSE	Адресът вече се използва
        EADDRINUSE	アドレスは既に使用中です
        EADDRINUSE	位址已經有在使用
        EADDRINUSE	地址已在使用
        EADDRINUSE	주소가 이미 사용 중입니다
        EADDRNOTAVAIL	Die angeforderte Adresse kann nicht zugewiesen werden
        EADDRNOTAVAIL	Impossibile assegnare l'indirizzo richiesto
        EADDRNOTAVAIL	Impossível atribuir o endereço pedido
        EADDRNOTAVAIL	Kan ikke benytte den ønskede adressen
        EADDRNOTAVAIL	Kan ikke tildele den ønskede adresse
        EADDRNOTAVAIL	Kan inte tilldela begärd adress
        EADDRNOTAVAIL	Kan verzochte adres niet toewijzen
        EADDRNOTAVAIL	Không thể gán địa chỉ đã yêu cầu
        EADDRNOTAVAIL	Ne eblas asigni petatan adreson
        EADDRNOTAVAIL	Ne peut attribuer l'adresse demandée
        EADDRNOTAVAIL	Nem sikerült a kért címet hozzárendelni
        EADDRNOTAVAIL	Nepavyko priskirti prašomo adreso
        EADDRNOTAVAIL	Nie można przypisać żądanego adresu
        EADDRNOTAVAIL	Nije moguće dodijeliti zatraženu adresu
        EADDRNOTAVAIL	No se puede asignar la dirección solicitada
        EADDRNOTAVAIL	No s’ha pogut assignar l’adreça sol·licitada
        EADDRNOTAVAIL	Non se pode asigna-lo enderezo pedido
        EADDRNOTAVAIL	Não foi possível acessar o endereço requisitado
        EADDRNOTAVAIL	Požadovanou adresu nelze přiřadit
        EADDRNOTAVAIL	Priradenie požadovanej adresy nie je možné
        EADDRNOTAVAIL	Pyydettyä osoitetta ei voi asettaa
        EADDRNOTAVAIL	Tidak dapat menempatkan permintaan alamat
        EADDRNOTAVAIL	Zahtevanega naslova ni mogoče dodeliti
        EADDRNOTAVAIL	İstenen adres bulunamıyor
        EADDRNOTAVAIL	Δεν είναι δυνατή η εκχώρηση της ζητηθήσας διεύθυνσης
        EADDRNOTAVAIL	Не вдалося призначити вказану адресу
        EADDRNOTAVAIL	Не могу да доделим захтевану адресу
        EADDRNOTAVAIL	Невозможно назначить запрошенный адрес
        EADDRNOTAVAIL	Недостъпен адрес на гнездо (socket)
        EADDRNOTAVAIL	无法指定被请求的地址
        EADDRNOTAVAIL	無法指定所需的位址
        EADDRNOTAVAIL	要求アドレスに割り当てられません
        EADDRNOTAVAIL	요청한 주소를 배정할 수 없습니다
        EACCES	Adgang nægtet
        EACCES	Brak dostępu
        EACCES	Engedély megtagadva
        EACCES	Erişim engellendi
        EACCES	Ijin ditolak
        EACCES	Ikke tilgang
        EACCES	Keine Berechtigung
        EACCES	Không đủ quyền truy cập
        EACCES	Lupa evätty
        EACCES	Mankas permeso
        EACCES	Operace zamítnuta
        EACCES	Permesso negato
        EACCES	Permiso denegado
        EACCES	Permission non accordée
        EACCES	Permissão negada
        EACCES	Permissão recusada
        EACCES	Pristup je odbijen
        EACCES	Prístup odmietnutý
        EACCES	S’ha denegat el permís
        EACCES	Toegang geweigerd
        EACCES	Åtkomst nekas
        EACCES	Άρνηση πρόσβασης
        EACCES	Відмовлено у доступі
        EACCES	Овлашћење је одбијено
        EACCES	Отказан достъп
        EACCES	Отказано в доступе
        EACCES	бракуе правоў
        EACCES	拒絕不符權限的操作
        EACCES	权限不够
        EACCES	許可がありません
        EACCES	허가 거부
        EPERM	A művelet nem engedélyezett
        EPERM	Actie is niet toegestaan
        EPERM	Die Operation ist nicht erlaubt
        EPERM	L’operació no és permesa
        EPERM	Operace není povolena
        EPERM	Operacija neleidžiama
        EPERM	Operacija ni dovoljena
        EPERM	Operacija nije dopuštena
        EPERM	Operacio ne permesatas
        EPERM	Operación no permitida
        EPERM	Operación non permitida
        EPERM	Operacja niedozwolona
        EPERM	Operasi tidak diijinkan
        EPERM	Operasjonen er ikke tillatt
        EPERM	Operationen er ikke tilladt
        EPERM	Operationen inte tillåten
        EPERM	Operazione non permessa
        EPERM	Operação não permitida
        EPERM	Operácia nie je povolená
        EPERM	Opération non permise
        EPERM	Thao tác không được phép
        EPERM	Toiminto ei ole sallittu
        EPERM	İşleme izin verilmedi
        EPERM	Η λειτουργία δεν επιτρέπεται
        EPERM	Действието не е позволено
        EPERM	Дію заборонено
        EPERM	Операция не позволена
        EPERM	Радња није допуштена
        EPERM	дзеяньне не дазволена
        EPERM	不允许的操作
        EPERM	此項操作並不被允許
        EPERM	許可されていない操作です
        EPERM	명령을 허용하지 않음
        EMFILE	Demasiados ficheiros abertos
        EMFILE	Demasiados ficheros abiertos
        EMFILE	El procés té massa fitxers oberts
        EMFILE	For mange åbne filer
        EMFILE	For mange åpne filer
        EMFILE	För många öppna filer
        EMFILE	Liian monta avointa tiedostoa
        EMFILE	Muitos arquivos abertos
        EMFILE	Per daug atvertų failų
        EMFILE	Preveč odpretih datotek
        EMFILE	Previše otvorenih datoteka
        EMFILE	Priveľa otvorených súborov
        EMFILE	Překročen limit počtu otevřených souborů
        EMFILE	Quá nhiều tập tin đang mở
        EMFILE	Te veel open bestanden
        EMFILE	Terlalu banyak berkas terbuka
        EMFILE	Tro da malfermaj dosieroj
        EMFILE	Trop de fichiers ouverts
        EMFILE	Troppi file aperti
        EMFILE	Túl sok nyitott fájl
        EMFILE	Za dużo otwartych plików
        EMFILE	Zu viele offene Dateien
        EMFILE	Çok fazla açık dosya var
        EMFILE	Υπερβολικά πολλά ανοικτά αρχεία
        EMFILE	Забагато відкритих файлів
        EMFILE	Превише отворених датотека
        EMFILE	Слишком много открытых файлов
        EMFILE	Твърде много отворени файлове
        EMFILE	ファイルを開きすぎです
        EMFILE	打开的文件过多
        EMFILE	開啟太多檔案
        EMFILE	열린 파일이 너무 많음
        ENFILE	Demasiados ficheiros abertos no sistema
        ENFILE	Demasiados ficheros abiertos en el sistema
        ENFILE	El sistema té massa fitxers oberts
        ENFILE	For mange åbne filer i systemet
        ENFILE	For mange åpne filer i systemet
        ENFILE	För många öppna filer i systemet
        ENFILE	Liian monta avointa tiedostoa järjestelmässä
        ENFILE	Muitos arquivos abertos no sistema
        ENFILE	Preveč odprtih datotek v sistemu
        ENFILE	Previše otvorenih datoteka u sustavu
        ENFILE	Priveľa otvorených súborov v systéme
        ENFILE	Quá nhiều tập tin còn đang mở trong hệ thống
        ENFILE	Sistemde çok fazla açık dosya var
        ENFILE	Sistemoje per daug atvertų failų
        ENFILE	Te veel open bestanden in systeem
        ENFILE	Terlalu banyak berkas terbuka dalam sistem
        ENFILE	Tro da malfermaj dosieroj en sistemo
        ENFILE	Trop de fichiers ouverts dans le système
        ENFILE	Troppi file aperti nel sistema
        ENFILE	Túl sok nyitott fájl a rendszerben
        ENFILE	V celém systému je příliš mnoho otevřených souborů
        ENFILE	Za dużo otwartych plików w systemie
        ENFILE	Zu viele offene Dateien im System
        ENFILE	Υπερβολικα πολλά ανοικτά αρχεία στο σύστημα
        ENFILE	Превише отворених датотека у систему
        ENFILE	Слишком много открытых файлов в системе
        ENFILE	Твърде много отворени файлове в системата
        ENFILE	У системі забагато відкритих файлів
        ENFILE	システム中のファイルを開きすぎです
        ENFILE	系統中太多的開啟檔案
        ENFILE	系统中打开的文件过多
        ENFILE	시스템에 파일을 너무 많이 열었음
        EAGAIN	Die Ressource ist zur Zeit nicht verfügbar
        EAGAIN	El recurs no es troba disponible temporalment
        EAGAIN	Erőforrás átmenetileg nem érhető el
        EAGAIN	Hulpbron is tijdelijk onbeschikbaar
        EAGAIN	Prostředek je dočasně nepřístupný
        EAGAIN	Recurso no disponible temporalmente
        EAGAIN	Recurso non dispoñible temporalmente
        EAGAIN	Recurso temporariamente indisponível
        EAGAIN	Ressource temporairement non disponible
        EAGAIN	Ressursen midlertidig utilgjengelig
        EAGAIN	Resurs je privremeno nedostupni
        EAGAIN	Resursas laikinai neprieinamas
        EAGAIN	Resursen midlertidig utilgængelig
        EAGAIN	Resursen tillfälligt otillgänglig
        EAGAIN	Resurssi ei tilapäisesti ole käytettävissä
        EAGAIN	Risorsa temporaneamente non disponibile
        EAGAIN	Risurco dumtempe ne disponeblas
        EAGAIN	Sumber daya sementara tidak tersedia
        EAGAIN	Tài nguyên tạm thời không sẵn sàng
        EAGAIN	Vir začasno ni na razpolago
        EAGAIN	Zasoby chwilowo niedostępne
        EAGAIN	Zdroj je dočasne neprístupný
        EAGAIN	Özkaynak geçici olarak kullanılamaz durumda
        EAGAIN	Ο πόρος είναι προσωρινά μη διαθέσιμος
        EAGAIN	Временно недостъпен ресурс
        EAGAIN	Извориште је тренутно недоступно
        EAGAIN	Ресурс временно недоступен
        EAGAIN	Ресурс тимчасово недоступний
        EAGAIN	リソースが一時的に利用できません
        EAGAIN	資源暫時無法取得
        EAGAIN	资源暂时不可用
        EAGAIN	자원이 일시적으로 사용 불가능함
        EINPROGRESS	A művelet folyamatban van
        EINPROGRESS	Actie is nu bezig
        EINPROGRESS	Die Operation ist jetzt in Bearbeitung
        EINPROGRESS	L’operació està en marxa
        EINPROGRESS	Operace probíhá
        EINPROGRESS	Operacija dabar vykdoma
        EINPROGRESS	Operacija je u tijeku
        EINPROGRESS	Operacija je v teku
        EINPROGRESS	Operacio nun fariĝas
        EINPROGRESS	Operación en curso
        EINPROGRESS	Operación levándose a cabo
        EINPROGRESS	Operacja jest właśnie wykonywana
        EINPROGRESS	Operasi sekarang dalam perkembangan
        EINPROGRESS	Operasjonen er nå under bearbeiding
        EINPROGRESS	Operationen er nu under udførelse
        EINPROGRESS	Operationen pågår nu
        EINPROGRESS	Operazione ora in corso
        EINPROGRESS	Operação agora em curso
        EINPROGRESS	Operação agora em progresso
        EINPROGRESS	Operácia prebieha
        EINPROGRESS	Opération maintenant en cours
        EINPROGRESS	Thao tác đang trong tiến trình
        EINPROGRESS	Toiminto on nyt käynnissä
        EINPROGRESS	İşlem şimdi süreç içinde
        EINPROGRESS	Η λειτουργία βρίσκεται τώρα σε εκτέλεση
        EINPROGRESS	Дія зараз виконується
        EINPROGRESS	Операция выполняется в данный момент
        EINPROGRESS	Операцията се изпълнява
        EINPROGRESS	Радња је сада у току
        EINPROGRESS	操作正在處理
        EINPROGRESS	操作现在正在进行
        EINPROGRESS	現在処理中の操作です
        EINPROGRESS	지금 진행 중인 명령
        EALREADY	A művelet már folyamatban
        EALREADY	A operación xa se está levando a cabo
        EALREADY	Actie is al bezig
        EALREADY	Die Operation wird bereits ausgeführt
        EALREADY	Iu operacio jam fariĝas
        EALREADY	La operación ya se está llevando a cabo
        EALREADY	L’operació ja estava en marxa
        EALREADY	Operace probíhá
        EALREADY	Operacija jau vykdoma
        EALREADY	Operacija je već u tijeku
        EALREADY	Operacija je že v teku
        EALREADY	Operacja jest już wykonywana
        EALREADY	Operasi telah dalam perkembangan
        EALREADY	Operasjonen er allerede under utførelse
        EALREADY	Operationen er allerede under udførelse
        EALREADY	Operationen pågår redan
        EALREADY	Operazione già in corso
        EALREADY	Operação já em curso
        EALREADY	Operação já em progresso
        EALREADY	Operácia je už rozpracovaná
        EALREADY	Opération déjà en cours
        EALREADY	Thao tác đã đang ở trong tiến trình
        EALREADY	Toiminto on jo käynnissä
        EALREADY	İşlem zaten süreç dahilinde
        EALREADY	Η λειτουργία εκτελείται ήδη
        EALREADY	Дія вже виконується
        EALREADY	Операция уже выполняется
        EALREADY	Операцията вече се изпълнява
        EALREADY	Радња је већ у току
        EALREADY	操作はすでに処理中です
        EALREADY	操作已经在进行
        EALREADY	此項操作已在處理中
        EALREADY	이미 진행 중인 명령
        EINTR	Afbrudt systemkald
        EINTR	Appel système interrompu
        EINTR	Avbrutet systemanrop
        EINTR	Avbrutt systemkall
        EINTR	Chamada ao sistema interrompida
        EINTR	Chamada de sistema interrompida
        EINTR	Chiamata di sistema interrotta
        EINTR	Cuộc gọi hệ thống bị gián đoạn
        EINTR	Félbeszakított rendszerhívás
        EINTR	Interrompita sistemvoko
        EINTR	Keskeytetty järjestelmäkutsu
        EINTR	La crida al sistema ha estat interrompuda
        EINTR	Llamada al sistema interrumpida
        EINTR	Nutrauktas sistemos iškvietimas
        EINTR	Onderbroken systeemaanroep
        EINTR	Pemanggilan sistem terinterupsi
        EINTR	Prekinjen sistemski klic
        EINTR	Prekinuti sustavski poziv
        EINTR	Prerušené volanie systému
        EINTR	Przerwane wywołanie systemowe
        EINTR	Přerušené volání systému
        EINTR	Sistem çağrısı kesme ile engellendi
        EINTR	Unterbrechung während des Betriebssystemaufrufs
        EINTR	Διακοπείσα κλήση συστήματος
        EINTR	Перерваний системний виклик
        EINTR	Прекинути системски позив
        EINTR	Прекъснато системно извикване
        EINTR	Прерван системный вызов
        EINTR	システムコール割り込み
        EINTR	中斷的系統呼叫
        EINTR	被中断的系统调用
        EINTR	중단된 시스템 콜
        EMSGSIZE	Az üzenet túl hosszú
        EMSGSIZE	Bericht is te lang
        EMSGSIZE	Die Nachricht ist zu lang
        EMSGSIZE	El missatge és massa llarg
        EMSGSIZE	For lang meddelse
        EMSGSIZE	For lang melding
        EMSGSIZE	Komunikat za długi
        EMSGSIZE	Liian pitkä viesti
        EMSGSIZE	Meddelandet för långt
        EMSGSIZE	Mensagem muito grande
        EMSGSIZE	Mensagem muito longa
        EMSGSIZE	Mensaje demasiado largo
        EMSGSIZE	Mensaxe demasiado longa
        EMSGSIZE	Mesaĝo tro longas
        EMSGSIZE	Message trop long
        EMSGSIZE	Messaggio troppo lungo
        EMSGSIZE	Pesan terlalu panjang
        EMSGSIZE	Poruka je predugačka
        EMSGSIZE	Pranešimas per ilgas
        EMSGSIZE	Príliš dlhá správa
        EMSGSIZE	Příliš dlouhá zpráva
        EMSGSIZE	Sporočilo je predolgo
        EMSGSIZE	Thông điệp quá dài
        EMSGSIZE	İleti aktarım için çok uzun
        EMSGSIZE	Υπερβολικά μεγάλο μήνυμα
        EMSGSIZE	Задовге повідомлення
        EMSGSIZE	Паведамленьне вельмі доўгае
        EMSGSIZE	Порука је предуга
        EMSGSIZE	Сообщение слишком длинное
        EMSGSIZE	Твърде дълго съобщение
        EMSGSIZE	メッセージが長すぎます
        EMSGSIZE	消息过长
        EMSGSIZE	訊息太長
        EMSGSIZE	메시지가 너무 깁니다
        ENOTCONN	A szállítási végpont nincs csatlakoztatva
        ENOTCONN	Celkonektilo ne havas konekton
        ENOTCONN	Der Socket ist nicht verbunden
        ENOTCONN	Diğer uç aktarım için bağlı değil
        ENOTCONN	Drugi koniec nie jest połączony
        ENOTCONN	El otro extremo de la conexión no está conectado
        ENOTCONN	Il socket di destinazione non è connesso
        ENOTCONN	Koncový komunikační bod není připojen
        ENOTCONN	Koncový komunikačný bod nie je spojený
        ENOTCONN	Krajnja komunikacijska točka nije još povezana
        ENOTCONN	L’extrem de transport no és connectat
        ENOTCONN	Noeud final de transport n'est pas connecté
        ENOTCONN	O destino do transporte non está conectado
        ENOTCONN	Overdrachtseindpunt is niet verbonden
        ENOTCONN	Ponto final de transporte não está conectado
        ENOTCONN	Ponto final do transporte não está ligado
        ENOTCONN	Siirron vastapää ei ole yhdistetty
        ENOTCONN	Transport titik-akhir tidak terhubung
        ENOTCONN	Transport-endepunkt er ikke forbundet
        ENOTCONN	Transport-endepunktene er ikke sammenkoblet
        ENOTCONN	Transporto galinis taškas neprijungtas
        ENOTCONN	Transportslutpunkten är inte förbunden
        ENOTCONN	Điểm cuối truyền chưa kết nối
        ENOTCONN	Η άκρη μεταφοράς δεν είναι συνδεδεμένη
        ENOTCONN	Конечная точка передачи не подсоединена
        ENOTCONN	Крайната точка на транспорта не е свързана
        ENOTCONN	Крајња тачка преноса није повезана
        ENOTCONN	Кінцеву точку передавання не з’єднано
        ENOTCONN	传输端点尚未连接
        ENOTCONN	傳輸的兩端尚未連線
        ENOTCONN	通信端点が接続されていません
        ENOTCONN	전송 종료지점이 연결되어 있지 않습니다
        EISCONN	A szállítási végpont már csatlakoztatva
        EISCONN	Celkonektilo jam havas konekton
        EISCONN	Der Socket ist bereits verbunden
        EISCONN	Diğer uç aktarım için zaten bağlı
        EISCONN	Drugi koniec jest już połączony
        EISCONN	El otro extremo ya está conectado
        EISCONN	Il socket di destinazione è già connesso
        EISCONN	Koncový komunikační bod je už připojen
        EISCONN	Koncový komunikačný bod je už spojený
        EISCONN	Krajnja komunikacijska točka je već povezana
        EISCONN	L’extrem de transport ja és connectat
        EISCONN	Noeud final de transport déjà connecté
        EISCONN	O destino do transporte xa está conectado
        EISCONN	Overdrachtseindpunt is al verbonden
        EISCONN	Ponto final de transporte já está conectado
        EISCONN	Ponto final do transporte já está ligado
        EISCONN	Siirron vastapää on jo yhdistetty
        EISCONN	Transport titik-akhir telah terhubung
        EISCONN	Transport-endepunkt er allerede forbundet
        EISCONN	Transport-endepunktene er allerede sammenkoblet
        EISCONN	Transporto galinis taškas jau prijungtas
        EISCONN	Transportslutpunkten är redan förbunden
        EISCONN	Điểm cuối truyền đã được kết nối
        EISCONN	Η άκρη μεταφοράς είναι ήδη συνδεδεμένη
        EISCONN	Конечная точка передачи уже подсоединена
        EISCONN	Крайната точка на транспорта вече е свързана
        EISCONN	Крајња тачка преноса је већ повезана
        EISCONN	Кінцеву точку передавання вже з’єднано
        EISCONN	传输端点已连接
        EISCONN	傳輸的兩端已經完成連線了
        EISCONN	通信端点が既に接続されています
        EISCONN	전송 종료지점이 이미 연결되어 있습니다
        EDESTADDRREQ	Adresse de destination requise
        EDESTADDRREQ	Alamat tujuan dibutuhkan
        EDESTADDRREQ	Cal una adreça de destinació
        EDESTADDRREQ	Celadreso bezoniĝas
        EDESTADDRREQ	Célcím szükséges
        EDESTADDRREQ	Cílovou adresu je nutné zadat
        EDESTADDRREQ	Destinationsadress krävs
        EDESTADDRREQ	Doeladres vereist
        EDESTADDRREQ	Endereço de destino requerido
        EDESTADDRREQ	Endereço destino requerido
        EDESTADDRREQ	Es ist eine Zieladresse notwendig
        EDESTADDRREQ	Hedef adres gerekli
        EDESTADDRREQ	Je potrebné zadať cieľovú hodnotu
        EDESTADDRREQ	Kohdeosoite vaaditaan
        EDESTADDRREQ	Måladresse kreves
        EDESTADDRREQ	Måladresse kræves
        EDESTADDRREQ	Obvezno se zahtijeva adresa odredišta
        EDESTADDRREQ	Precísase dun enderezo de destino
        EDESTADDRREQ	Reikia paskirties adreso
        EDESTADDRREQ	Richiesto indirizzo di destinazione
        EDESTADDRREQ	Se debe especificar la dirección de destino
        EDESTADDRREQ	Wymagany jest adres docelowy
        EDESTADDRREQ	Địa chỉ đích là bắt buộc phải có
        EDESTADDRREQ	Απαιτείται διεύθυνση προορισμού
        EDESTADDRREQ	Адреса одредишта је захтевана
        EDESTADDRREQ	Необходим е целеви адрес
        EDESTADDRREQ	Слід вказати адресу призначення
        EDESTADDRREQ	Требуется указать адрес назначения
        EDESTADDRREQ	送信先アドレスが必要です
        EDESTADDRREQ	需要目标地址
        EDESTADDRREQ	需要目標位址
        EDESTADDRREQ	목적지 주소가 필요함
        EINVAL	Argomento non valido
        EINVAL	Argumen tidak valid
        EINVAL	Argument invalide
        EINVAL	Argumento inválido
        EINVAL	Das Argument ist ungültig
        EINVAL	Geçersiz argüman
        EINVAL	Inkoresha siyo
        EINVAL	L’argument passat no és vàlid
        EINVAL	Neprípustný argument
        EINVAL	Nepřípustný argument
        EINVAL	Netinkamas argumentas
        EINVAL	Nevalida argumento
        EINVAL	Nevaljani argument
        EINVAL	Neveljavni argument
        EINVAL	Ogiltigt argument
        EINVAL	Ongeldig argument
        EINVAL	Parámetro incorrecto
        EINVAL	Ugyldig argument
        EINVAL	Ugyldigt argument
        EINVAL	Virheellinen argumentti
        EINVAL	Zły argument
        EINVAL	Érvénytelen argumentum
        EINVAL	Đối số không hợp lệ
        EINVAL	Μη έγκυρη παράμετρος
        EINVAL	Недопустимый аргумент
        EINVAL	Неисправан аргумент
        EINVAL	Некоректний аргумент
        EINVAL	Неправилен аргумент
        EINVAL	不適用的引數
        EINVAL	无效的参数
        EINVAL	無効な引数です
        EINVAL	부적절한 인수
        EAFNOSUPPORT	A protokoll nem támogatja a címcsaládot
        EAFNOSUPPORT	Adres ailesi protokol tarafından desteklenmiyor
        EAFNOSUPPORT	Adresfamilie wordt niet ondersteund door protocol
        EAFNOSUPPORT	Adreso šeima nepalaikoma protokolo
        EAFNOSUPPORT	Adressefamilien er ikke støttet av protokollen
        EAFNOSUPPORT	Adressefamilien er ikke understøttet af protokollen
        EAFNOSUPPORT	Adressfamiljen stöds inte av protokollet
        EAFNOSUPPORT	Die Adressfamilie wird von der Protokollfamilie nicht unterstützt
        EAFNOSUPPORT	El protocol no permet l’ús d’aquesta família d’adreces
        EAFNOSUPPORT	Esta familia de direcciones no está soportada por el protocolo
        EAFNOSUPPORT	Famiglia di indirizzi non supportata dal protocollo
        EAFNOSUPPORT	Famille d'adresses non supportée par le protocole
        EAFNOSUPPORT	Família de endereços não suportada pelo protocolo
        EAFNOSUPPORT	Família de endereços sem suporte pelo protocolo
        EAFNOSUPPORT	Keluarga alamat tidak didukung oleh protokol
        EAFNOSUPPORT	Nhóm địa chỉ không được giao thức hỗ trợ
        EAFNOSUPPORT	O protocolo non soporta esta familia de enderezos
        EAFNOSUPPORT	Protokol ne podpira družine naslovov
        EAFNOSUPPORT	Protokol ne podržava familiju adresa
        EAFNOSUPPORT	Protokolla ei tue osoiteperhettä
        EAFNOSUPPORT	Protokolo ne subtenas adresfamilion
        EAFNOSUPPORT	Rodzina adresów nie obsługiwana przez protokół
        EAFNOSUPPORT	Trieda adries nie je podporovaná protokolom
        EAFNOSUPPORT	Třída adres není podporována protokolem
        EAFNOSUPPORT	Δεν υποστηρίζετε από το πρωτόκολλο η οικογένεια διευθύνσεων
        EAFNOSUPPORT	Неподдържано адресно семейство от протокола
        EAFNOSUPPORT	Семейство адресов не поддерживается протоколом
        EAFNOSUPPORT	Сімейство адрес не підтримується протоколом
        EAFNOSUPPORT	Фамилија адресе није подржана протоколом
        EAFNOSUPPORT	アドレスファミリはプロトコルによってサポートされていません
        EAFNOSUPPORT	位址族群不被協定所支援
        EAFNOSUPPORT	协议不支持的地址族
        EAFNOSUPPORT	주소군을 규약에서 지원하지 않음
        EPFNOSUPPORT	A protokollcsalád nem támogatott
        EPFNOSUPPORT	Die Protokollfamilie wird nicht unterstützt
        EPFNOSUPPORT	Družina protokolov ni podprta
        EPFNOSUPPORT	Famiglia di protocolli non supportata
        EPFNOSUPPORT	Familia de protocolos no soportada
        EPFNOSUPPORT	Familia de protocolos non soportada
        EPFNOSUPPORT	Familija protokola nije podržana
        EPFNOSUPPORT	Familio de protokoloj ne subtenatas
        EPFNOSUPPORT	Famille de protocoles non supportée
        EPFNOSUPPORT	Família de protoclos não suportada
        EPFNOSUPPORT	Família de protocolo sem suporte
        EPFNOSUPPORT	Keluarga protokol tidak didukung
        EPFNOSUPPORT	Nhóm giao thức không được hỗ trợ
        EPFNOSUPPORT	Nie obsługiwana rodzina protokołów
        EPFNOSUPPORT	No es permet l’ús de la família de protocols
        EPFNOSUPPORT	Protocolfamilie wordt niet ondersteund
        EPFNOSUPPORT	Protokol-familien er ikke understøttet
        EPFNOSUPPORT	Protokoll-familien er ikke støttet
        EPFNOSUPPORT	Protokollaperhe ei ole tuettu
        EPFNOSUPPORT	Protokollfamiljen stöds ej
        EPFNOSUPPORT	Protokolo šeima nepalaikoma
        EPFNOSUPPORT	Rodina protokolov nie je podporovaná
        EPFNOSUPPORT	Rodina protokolů není podporována
        EPFNOSUPPORT	İletişim kuralları ailesi desteklenmiyor
        EPFNOSUPPORT	Η οικογένεια πρωτοκόλλου δεν υποστηρίζεται
        EPFNOSUPPORT	Неподдерживаемое семейство протоколов
        EPFNOSUPPORT	Неподдържано семейство протоколи
        EPFNOSUPPORT	Сімейство протоколів не підтримується
        EPFNOSUPPORT	Фамилија протокола није подржана
        EPFNOSUPPORT	プロトコルファミリはサポートしていません
        EPFNOSUPPORT	不支持的协议族
        EPFNOSUPPORT	協定群組不支援
        EPFNOSUPPORT	규약군을 지원하지 않음
        EPROTONOSUPPORT	A protokoll nem támogatott
        EPROTONOSUPPORT	Das Protokoll wird nicht unterstützt
        EPROTONOSUPPORT	Giao thức không được hỗ trợ
        EPROTONOSUPPORT	No es permet l’ús del protocol
        EPROTONOSUPPORT	Protocol wordt niet ondersteund
        EPROTONOSUPPORT	Protocole non supporté
        EPROTONOSUPPORT	Protocollo non supportato
        EPROTONOSUPPORT	Protocolo no soportado
        EPROTONOSUPPORT	Protocolo non soportado
        EPROTONOSUPPORT	Protocolo não suportado
        EPROTONOSUPPORT	Protocolo sem suporte
        EPROTONOSUPPORT	Protokol není podporován
        EPROTONOSUPPORT	Protokol ni podprt
        EPROTONOSUPPORT	Protokol nie je podporovaný
        EPROTONOSUPPORT	Protokol nije podržani
        EPROTONOSUPPORT	Protokol tidak didukung
        EPROTONOSUPPORT	Protokolas nepalaikomas
        EPROTONOSUPPORT	Protokolla ei ole tuettu
        EPROTONOSUPPORT	Protokollen er ikke tilgjengelig
        EPROTONOSUPPORT	Protokollen er ikke understøttet
        EPROTONOSUPPORT	Protokollet stöds ej
        EPROTONOSUPPORT	Protokolo ne subtenatas
        EPROTONOSUPPORT	Protokół nie obsługiwany
        EPROTONOSUPPORT	İletişim kuralları desteklenmiyor
        EPROTONOSUPPORT	Το πρωτόκολλο δεν υποστηρίζεται
        EPROTONOSUPPORT	Неподдържан протокол
        EPROTONOSUPPORT	Протокол не поддерживается
        EPROTONOSUPPORT	Протокол не підтримується
        EPROTONOSUPPORT	Протокол није подржан
        EPROTONOSUPPORT	プロトコルはサポートされていません
        EPROTONOSUPPORT	不支持的协议
        EPROTONOSUPPORT	協定不支援
        EPROTONOSUPPORT	규약을 지원하지 않음
        EPROTOTYPE	A protokoll típusa hibás a foglalathoz
        EPROTOTYPE	Das Protokoll passt nicht zu dem Socket
        EPROTOTYPE	El connector no permet aquest protocol
        EPROTOTYPE	Fel protokolltyp för uttag (socket)
        EPROTOTYPE	Giao thức kiểu không đúng cho ổ cắm
        EPROTOTYPE	Mauvais type pour un socket de protocole
        EPROTOTYPE	Napačna vrsta protokola za vtičnico
        EPROTOTYPE	Netinkamas protokolo tipas lizdui
        EPROTOTYPE	Nevaljana vrsta protokola za utičnicu
        EPROTOTYPE	Protocol van verkeerde soort voor socket
        EPROTOTYPE	Protokol nepodporuje sokety
        EPROTOTYPE	Protokol nie je socketom podporovaný
        EPROTOTYPE	Protokollan tyyppi on väärä pistokkeelle
        EPROTOTYPE	Protokollen er ikke rigtig type for sokkel
        EPROTOTYPE	Protokollen er ikke riktig type for socket
        EPROTOTYPE	Protokolo havas malĝustan tipon por konektilo
        EPROTOTYPE	Soket için bu iletişim kuralı yanlış
        EPROTOTYPE	Tipe protokol salah untuk socket
        EPROTOTYPE	Tipo de protocolo errado para o socket
        EPROTOTYPE	Tipo de protocolo incorrecto para el `socket'
        EPROTOTYPE	Tipo errado de protocolo para socket
        EPROTOTYPE	Tipo errato di protocollo per il socket
        EPROTOTYPE	Tipo incorrecto de protocolo para o socket
        EPROTOTYPE	Typ protokołu nie pasuje do gniazda
        EPROTOTYPE	Λάθος τύπος πρωτοκόλου για την υποδοχή(socket)
        EPROTOTYPE	Неподдерживаемый тип протокола для сокета
        EPROTOTYPE	Неправилен тип протокол за гнездото (socket)
        EPROTOTYPE	Погрешна врста протокола за прикључницу
        EPROTOTYPE	Помилковий тип протоколу сокета
        EPROTOTYPE	ソケットに対し間違ったプロトコルの形式です
        EPROTOTYPE	通訊端的協定錯誤型態
        EPROTOTYPE	错误的 socket 协议类型
        EPROTOTYPE	소켓에 대한 규약이 잘못됨
        ENOPROTOOPT	A protokoll nem érhető el
        ENOPROTOOPT	Das Protokoll ist nicht verfügbar
        ENOPROTOOPT	El protocol no es troba disponible
        ENOPROTOOPT	Giao thức không sẵn sàng
        ENOPROTOOPT	Protocol is niet beschikbaar
        ENOPROTOOPT	Protocole non disponible
        ENOPROTOOPT	Protocollo non disponibile
        ENOPROTOOPT	Protocolo indisponível
        ENOPROTOOPT	Protocolo no disponible
        ENOPROTOOPT	Protocolo non dispoñible
        ENOPROTOOPT	Protocolo não disponível
        ENOPROTOOPT	Protokol není k dispozici
        ENOPROTOOPT	Protokol ni na voljo
        ENOPROTOOPT	Protokol nie je k dispozícii
        ENOPROTOOPT	Protokol nije dostupni
        ENOPROTOOPT	Protokol tidak tersedia
        ENOPROTOOPT	Protokolas nepalaikomas
        ENOPROTOOPT	Protokolla ei ole käytettävissä
        ENOPROTOOPT	Protokollen er ikke tilgjengelig
        ENOPROTOOPT	Protokollen er ikke tilgængelig
        ENOPROTOOPT	Protokollet inte tillgängligt
        ENOPROTOOPT	Protokolo ne disponeblas
        ENOPROTOOPT	Protokół niedostępny
        ENOPROTOOPT	İletişim kuralları müsait değil
        ENOPROTOOPT	Δεν είναι διαθέσιμο το πρωτόκολλο
        ENOPROTOOPT	Недостъпен протокол
        ENOPROTOOPT	Протокол недоступен
        ENOPROTOOPT	Протокол недоступний
        ENOPROTOOPT	Протокол није доступан
        ENOPROTOOPT	プロトコルは利用できません
        ENOPROTOOPT	不可用的协议
        ENOPROTOOPT	協定不存在
        ENOPROTOOPT	규약 사용 불가능
        EOPNOTSUPP	A művelet nem támogatott
        EOPNOTSUPP	Actie wordt niet ondersteund
        EOPNOTSUPP	Die Operation wird nicht unterstützt
        EOPNOTSUPP	La operación no está soportada
        EOPNOTSUPP	No es permet l’ús de l’operació
        EOPNOTSUPP	Operace není podporována
        EOPNOTSUPP	Operacija nepalaikoma
        EOPNOTSUPP	Operacija ni podprta
        EOPNOTSUPP	Operacija nije podržana
        EOPNOTSUPP	Operacio ne subtenatas
        EOPNOTSUPP	Operación non soportada
        EOPNOTSUPP	Operacja nie obsługiwana
        EOPNOTSUPP	Operasi tidak didukung
        EOPNOTSUPP	Operasjonen er ikke støttet
        EOPNOTSUPP	Operationen er ikke understøttet
        EOPNOTSUPP	Operationen stöds ej
        EOPNOTSUPP	Operazione non supportata
        EOPNOTSUPP	Operação não suportada
        EOPNOTSUPP	Operação sem suporte
        EOPNOTSUPP	Operácia nie je podporovaná
        EOPNOTSUPP	Opération non supportée
        EOPNOTSUPP	Thao tác không được hỗ trợ
        EOPNOTSUPP	Toiminto ei ole tuettu
        EOPNOTSUPP	İşlem desteklenmiyor
        EOPNOTSUPP	Η λειτουργία δεν υποστηρίζεται
        EOPNOTSUPP	Дія не підтримується
        EOPNOTSUPP	Неподдерживаемая операция
        EOPNOTSUPP	Неподдържана операция
        EOPNOTSUPP	Радња није подржана
        EOPNOTSUPP	サポートされていない操作です
        EOPNOTSUPP	不支持的操作
        EOPNOTSUPP	此項操作並不被支援
        EOPNOTSUPP	명령을 지원하지 않음
        ENOTSOCK	Foglalatművelet egy nem foglalat elemen
        ENOTSOCK	Konektila operacio sur ne-konektilo
        ENOTSOCK	Lizdo operacija taikoma ne lizdui
        ENOTSOCK	Operacija vtičnice na ne-vtičnici
        ENOTSOCK	Operacija za utičnicu primijenjena je na objekt koji nije utičnica
        ENOTSOCK	Operació de connector sobre un fitxer no‐connector
        ENOTSOCK	Operación de `socket' en un `no-socket'
        ENOTSOCK	Operación de socket nun non-socket
        ENOTSOCK	Operacja na obiekcie, który nie jest gniazdem
        ENOTSOCK	Operasi socket di bukan-socket
        ENOTSOCK	Operazione per socket su non-socket
        ENOTSOCK	Operação de socket em não-socket
        ENOTSOCK	Operação socket em um arquivo não-socket
        ENOTSOCK	Opération de type socket sur un type non socket
        ENOTSOCK	Pistoketoiminto muulle kuin pistokkeelle
        ENOTSOCK	Socket 在非 socket 上運作
        ENOTSOCK	Socket-Operation an einem nicht-Socket
        ENOTSOCK	Socket-operasjon på noe som ikke er en socket
        ENOTSOCK	Socketbewerking op een niet-socket
        ENOTSOCK	Socketová operácia na objekte, ktorý nie je socket
        ENOTSOCK	Soket işlemi bir sokette değil
        ENOTSOCK	Soketová operace na objektu, který není soketem
        ENOTSOCK	Sokkel-operation på noget som ikke er en sokkel
        ENOTSOCK	Thao tác kiểu ổ cắm trên cái không phải ổ cắm
        ENOTSOCK	Uttagsoperation på icke-uttag (socket)
        ENOTSOCK	Λειτουργία υποδοχής σε μη-υποδοχή
        ENOTSOCK	Дія на об'єкті, який не є сокетом
        ENOTSOCK	Операция для сокета применена к не-сокету
        ENOTSOCK	Операцията може да се изпълнява само за гнездо (socket)
        ENOTSOCK	Радња прикључнице на не-прикључници
        ENOTSOCK	ソケットでないものにソケット操作をしています
        ENOTSOCK	对非套接字进行套接字操作
        ENOTSOCK	비소켓상의 소켓 동작
        EBADF	Berkas deskripsi buruk
        EBADF	Blogas failo deskriptorius
        EBADF	Błędny deskryptor pliku
        EBADF	Bộ mô tả tập tin sai
        EBADF	Chybný deskriptor súboru
        EBADF	Chybný popisovač souboru
        EBADF	Descriptor de ficheiro incorrecto
        EBADF	Descriptor de fichero erróneo
        EBADF	Descritor de arquivo inválido
        EBADF	Descrittore di file errato
        EBADF	Dosya betimleyici hatalı
        EBADF	El descriptor de fitxer no és vàlid
        EBADF	Felaktig filidentifierare
        EBADF	Hibás fájlleíró
        EBADF	Loš datotečni deskriptor
        EBADF	Mau descritor de ficheiro
        EBADF	Mauvais descripteur de fichier
        EBADF	Nepravilni datotečni deskriptor
        EBADF	Nevalida dosierpriaĵo
        EBADF	Ongeldige bestandsdescriptor
        EBADF	Ugyldig fildeskriptor
        EBADF	Ungültiger Dateideskriptor
        EBADF	Virheellinen tiedostokahva
        EBADF	Εσφαλμένος περιγραφέας αρχείου
        EBADF	Лош описник датотеке
        EBADF	Неправилен файлов описател
        EBADF	Неправильный дескриптор файла
        EBADF	Помилковий дескриптор файла
        EBADF	不正なファイル記述子です
        EBADF	錯誤的檔案敘述項
        EBADF	错误的文件描述符
        EBADF	파일 디스크립터가 잘못됨
        ENOBUFS	Aucun espace tampon disponible
        ENOBUFS	Brak miejsca w buforze
        ENOBUFS	G/Ç önbelleklerinin hepsi kullanımda
        ENOBUFS	Geen bufferruimte meer beschikbaar
        ENOBUFS	Ikke mer buffer-plass tilgjengelig
        ENOBUFS	Ikke mere buffer-plads tilgængelig
        ENOBUFS	Ingen buffertplats tillgänglig
        ENOBUFS	Kein Hauptspeicher für den Puffer verfügbar
        ENOBUFS	Không có vùng đệm sẵn sàng
        ENOBUFS	Mankas sufiĉa memoro por bufroj
        ENOBUFS	Nem érhető el pufferterület
        ENOBUFS	Nema dovoljno prostora u međuspremniku
        ENOBUFS	Nessuno spazio di buffer disponibile
        ENOBUFS	Nie je možné prideliť pamäť pre V/V operácie
        ENOBUFS	No hi ha memòria intermèdia disponible
        ENOBUFS	No queda espacio para memoria intermedia
        ENOBUFS	Non hai espacio dispoñible no buffer
        ENOBUFS	Não há espaço de buffer disponível
        ENOBUFS	Nėra vietos buferyje
        ENOBUFS	Pro vyrovnávací paměť není volné místo
        ENOBUFS	Prostor za medpomnilnik ni na voljo
        ENOBUFS	Puskuritilaa ei ole vapaana
        ENOBUFS	Sem espaço disponível no buffer
        ENOBUFS	Tidak ada ruang penyangga yang tersedia
        ENOBUFS	Δεν υπάρχει διαθέσιμος χώρος ενταμίευσης
        ENOBUFS	Недостаточно буферного пространства
        ENOBUFS	Нема доступног простора међумеморије
        ENOBUFS	Няма свободно място за буфер
        ENOBUFS	У буфері не залишилося місця
        ENOBUFS	利用可能な空きバッファがありません
        ENOBUFS	沒有可用的緩衝空間了
        ENOBUFS	没有可用的缓冲区空间
        ENOBUFS	사용 가능한 버퍼 공간이 없음
        ENODEV	Aucun périphérique de ce type
        ENODEV	Böyle bir aygıt yok
        ENODEV	Dispositivo inexistente
        ENODEV	El dispositiu no és vàlid
        ENODEV	Enheten finns inte
        ENODEV	Ingen slik enhet
        ENODEV	Ingen sådan enhed
        ENODEV	Kein passendes Gerät gefunden
        ENODEV	Không có thiết bị như vậy
        ENODEV	Laitetta ei ole
        ENODEV	Nema takvog uređaja
        ENODEV	Nessun device corrisponde
        ENODEV	Nie ma takiego urządzenia
        ENODEV	Nincs ilyen eszköz
        ENODEV	No existe el dispositivo
        ENODEV	Non hai tal dispositivo
        ENODEV	Onjuist apparaat
        ENODEV	Takové zařízení neexistuje
        ENODEV	Také zariadenie neexistuje
        ENODEV	Takšna naprava ne obstaja
        ENODEV	Tidak ada perangkat seperti itu
        ENODEV	Tiu aparato ne ekzistas
        ENODEV	Tokio įrenginio nėra
        ENODEV	Δεν υπάρχει τέτοια συσκευή
        ENODEV	Нема таквог уређаја
        ENODEV	Нет такого устройства
        ENODEV	Няма такова устройство
        ENODEV	Пристрою не знайдено
        ENODEV	прылада ня йснуе
        ENODEV	そのようなデバイスはありません
        ENODEV	沒有此一裝置
        ENODEV	没有那个设备
        ENODEV	그런 장치가 없음
        ENOENT	Adresár alebo súbor neexistuje
        ENOENT	Adresář nebo soubor neexistuje
        ENOENT	Arquivo ou diretório inexistente
        ENOENT	Aucun fichier ou dossier de ce type
        ENOENT	Bestand of map bestaat niet
        ENOENT	Böyle bir dosya ya da dizin yok
        ENOENT	Datei oder Verzeichnis nicht gefunden
        ENOENT	Datoteka ali imenik s tem imenom ne obstaja
        ENOENT	Dosiero aŭ dosierujo ne ekzistas
        ENOENT	El fitxer o directori no existeix
        ENOENT	Ficheiro ou pasta inexistente
        ENOENT	File o directory non esistente
        ENOENT	Filen eller katalogen finns inte
        ENOENT	Ingen slik fil eller filkatalog
        ENOENT	Ingen sådan fil eller filkatalog
        ENOENT	Không có tập tin hoặc thư mục như vậy
        ENOENT	Necun tal file o directorio
        ENOENT	Nema takve datoteke ili direktorija
        ENOENT	Nie ma takiego pliku ani katalogu
        ENOENT	Nincs ilyen fájl vagy könyvtár
        ENOENT	No existe el fichero o el directorio
        ENOENT	Non hai tal ficheiro ou directorio
        ENOENT	Tidak ada berkas atau direktori seperti itu
        ENOENT	Tiedostoa tai hakemistoa ei ole
        ENOENT	Toks failas ar aplankas neegzistuoja
        ENOENT	Δεν υπάρχει τέτοιο αρχείο ή κατάλογος
        ENOENT	Нема такве датотеке или директоријума
        ENOENT	Немає такого файла або каталогу
        ENOENT	Нет такого файла или каталога
        ENOENT	Няма такога файла ці каталога
        ENOENT	Няма такъв файл или директория
        ENOENT	そのようなファイルやディレクトリはありません
        ENOENT	沒有此一檔案或目錄
        ENOENT	没有那个文件或目录
        ENOENT	그런 파일이나 디렉터리가 없습니다
        ENOEXEC	Błędny format pliku wykonywalnego
        ENOEXEC	Chybný formát spustitelného souboru
        ENOEXEC	Chybný formát spustiteľného súboru
        ENOEXEC	Erreur de format pour exec()
        ENOEXEC	Erro de formato do executável
        ENOEXEC	Erro no formato exec
        ENOEXEC	Exec erro de formato
        ENOEXEC	Exec 형식 오류
        ENOEXEC	Fehler im Format der Programmdatei
        ENOEXEC	Format eksekusi error
        ENOEXEC	Formatfel på körbar fil
        ENOEXEC	Formato de ejecutable incorrecto
        ENOEXEC	Formato eseguibile non valido
        ENOEXEC	Greška u formatu izvršne datoteke
        ENOEXEC	Käynnistettävän tiedoston muoto virheellinen
        ENOEXEC	Lỗi định dạng thực hiện
        ENOEXEC	L’executable té un format erroni
        ENOEXEC	Napaka v zapisu izvedljive datoteke
        ENOEXEC	Nevalida aranĝo de rulenda dosiero
        ENOEXEC	Paleidžiamojo failo formato klaida
        ENOEXEC	Ugyldig format på eksekverbar fil
        ENOEXEC	Ugyldigt format på eksekverbar fil
        ENOEXEC	Verkeerd uitvoerbaar bestand
        ENOEXEC	Çalıştırılabilir biçem hatası
        ENOEXEC	Érvénytelen végrehajtható fájlformátum
        ENOEXEC	Σφάλμα στη διαμόρφωση του εκτελέσιμου
        ENOEXEC	Грешка формата извршавања
        ENOEXEC	Неправилен формат за изпълним файл
        ENOEXEC	Ошибка формата выполняемого файла
        ENOEXEC	Помилка, пов’язана з форматом виконуваних файлів
        ENOEXEC	可執行檔格式錯誤
        ENOEXEC	可执行文件格式错误
        ENOEXEC	実行形式エラー
        EAI_NONAME	A név vagy a szolgáltatás nem ismert
        EAI_NONAME	Der Name oder der Dienst ist nicht bekannt
        EAI_NONAME	El nom o servei no és conegut
        EAI_NONAME	Ime ali storitev ni poznana
        EAI_NONAME	Ime ili servis nije poznato
        EAI_NONAME	Không rõ tên hoặc dịch vụ
        EAI_NONAME	Naam of dienst is niet bekend
        EAI_NONAME	Nama atau layanan tidak diketahui
        EAI_NONAME	Namn eller tjänst okänd
        EAI_NONAME	Navn eller tjeneste ukendt
        EAI_NONAME	Navn eller tjeneste ukjent
        EAI_NONAME	Neznámé jméno nebo služba
        EAI_NONAME	Nimeä tai palvelua ei tunneta
        EAI_NONAME	Nom ou service inconnu
        EAI_NONAME	Nombre o servicio desconocido
        EAI_NONAME	Nome o servizio sconosciuto
        EAI_NONAME	Nome ou servicio descoñecido
        EAI_NONAME	Nome ou serviço desconhecido
        EAI_NONAME	Nome ou serviço desconhecidos
        EAI_NONAME	Nomo aŭ servo ne konatas
        EAI_NONAME	Názov alebo služba neznáme
        EAI_NONAME	Pavadinimas arba tarnyba nežinoma
        EAI_NONAME	Ta nazwa lub usługa jest nieznana
        EAI_NONAME	İsim ya da servis bilinmiyor
        EAI_NONAME	Το όνομα ή η υπηρεσία δεν είναι γνωστά
        EAI_NONAME	Не е известно името на услугата
        EAI_NONAME	Невідома назва чи сервіс
        EAI_NONAME	Неизвестное имя или служба
        EAI_NONAME	Није познат назив или сервер
        EAI_NONAME	名前またはサービスが不明です
        EAI_NONAME	名稱或服務未知
        EAI_NONAME	未知的名称或服务
        EAI_NONAME	이름 혹은 서비스를 알 수 없습니다
        EAI_AGAIN	Dočasná chyba pri riešení názvu
        EAI_AGAIN	Dočasná chyba při vyhodnocování jména
        EAI_AGAIN	Dumtempa malsukceso ĉe nom-eltrovo
        EAI_AGAIN	Errore temporaneo nella risoluzione del nome
        EAI_AGAIN	Falha temporária na resolução de nome
        EAI_AGAIN	Falha temporário na resolução de nome
        EAI_AGAIN	Fallada temporal a la resolució de noms
        EAI_AGAIN	Fallo temporal en la resolución del nombre
        EAI_AGAIN	Fallo temporal na resolución de nomes
        EAI_AGAIN	Kegagalan sementara dalam resolusi nama
        EAI_AGAIN	Laikinas vardų paieškos sutrikimas
        EAI_AGAIN	Midlertidig feil i navneoppslag
        EAI_AGAIN	Midlertidig fejl i navneopslag
        EAI_AGAIN	Namnuppslagning misslyckades temporärt
        EAI_AGAIN	Odwzorowanie nazwy jest chwilowo niemożliwe
        EAI_AGAIN	Privremeni neuspjeh u rješavanju imena
        EAI_AGAIN	Razreševanje imena začasno ni uspelo
        EAI_AGAIN	Temporärer Fehler bei der Namensauflösung
        EAI_AGAIN	Tijdelijk probleem in naamsherleiding
        EAI_AGAIN	Tilapäinen virhe nimenselvityksessä
        EAI_AGAIN	Tạm thời không thể phân giải tên
        EAI_AGAIN	name resolution에서 일시적인 실패
        EAI_AGAIN	Átmeneti névfeloldási hiba
        EAI_AGAIN	Échec temporaire dans la résolution du nom
        EAI_AGAIN	İsim çözünürlüğünde geçici başarısızlık
        EAI_AGAIN	Προσωρινή αποτυχία κατά την ανάλυση ονόματος
        EAI_AGAIN	Временен неуспех при определянето на име
        EAI_AGAIN	Временный сбой в разрешении имен
        EAI_AGAIN	Привремени неуспех одређивања назива
        EAI_AGAIN	Тимчасова помилка розв'язання назв
        EAI_AGAIN	名前解決に一時的に失敗しました
        EAI_AGAIN	域名解析暂时失败
        EAI_AGAIN	解析名稱時發生暫時性錯誤
        EAI_FAIL	Errore irrecuperabile nella risoluzione del nome
        EAI_FAIL	Falha irrecuperável na resolução de nome
        EAI_FAIL	Fallada irrecuperable a la resolució de noms
        EAI_FAIL	Fallo irrecuperable en la resolución del nombre
        EAI_FAIL	Fallo non recuperable na resolución de nomes
        EAI_FAIL	Helyreállíthatatlan névfeloldási hiba
        EAI_FAIL	Icke återhämtningsbart fel i namnuppslagningen
        EAI_FAIL	Kegagalan tidak terekover dalam resolusi nama
        EAI_FAIL	Kritinė klaida vardų paieškoje
        EAI_FAIL	Lỗi không thể phục hồi khi phân giải tên
        EAI_FAIL	Neopravitelná chyba při vyhodnocení názvu
        EAI_FAIL	Neopraviteľná chyba pri riešení názvu
        EAI_FAIL	Nepopravljiv neuspeh pri razreševanju imena
        EAI_FAIL	Nepopravljivi neuspjeh u razlučivanju imena
        EAI_FAIL	Neriparebla malsukceso ĉe nom-eltrovo
        EAI_FAIL	Nicht-behebbarer Fehler in der Namensauflösung
        EAI_FAIL	Onherstelbaar probleem in naamsherleiding
        EAI_FAIL	Peruuttamaton virhe nimenselvityksessä
        EAI_FAIL	Uoverkommelig feil i navneoppslag
        EAI_FAIL	Uoverkommelig fejl i navneopslag
        EAI_FAIL	Wystąpił krytyczny błąd w odwzorowaniu nazw
        EAI_FAIL	name resolution에서 복구할 수 없는 실패
        EAI_FAIL	Échec non récupérable lors de la résolution du nom
        EAI_FAIL	İsim çözümlemesinde düzeltilebilir olmayan bozukluk
        EAI_FAIL	Μη-αποκαταστήσιμο σφάλμα κατά την ανάλυση ονόματος
        EAI_FAIL	Критична помилка при розв'язанні назв
        EAI_FAIL	Невъзстановим провал при анализа за име
        EAI_FAIL	Неисправимая ошибка в разрешении имен
        EAI_FAIL	Непоправљива грешка при одређивању назива
        EAI_FAIL	名前解決で回復できない失敗が発生しました
        EAI_FAIL	域名解析中出现不可修复的失败
        EAI_FAIL	解析名稱時發生無法復原錯誤
        EAI_NODATA	Aan hostnaam is geen adres verbonden
        EAI_NODATA	Aucune adresse associée avec le nom de l'hôte
        EAI_NODATA	Brak adresu związanego z nazwą hosta
        EAI_NODATA	Ingen adress associerad med värdnamn
        EAI_NODATA	Ingen adresse associeret med værtsnavn
        EAI_NODATA	Ingen adresse assosiert med vertsnavn
        EAI_NODATA	Jméno počítače nemá přiřazenu adresu
        EAI_NODATA	Không có địa chỉ liên quan đến tên máy
        EAI_NODATA	Konenimeen ei liity osoitetta
        EAI_NODATA	Makina ismiyle ilişkili adres yok
        EAI_NODATA	Nema adrese povezane s hostname
        EAI_NODATA	Neniu adreso estas asociata kun nomo de gastiga komputilo
        EAI_NODATA	Nessun indirizzo associato al nome host
        EAI_NODATA	Nincs cím társítva a gépnévhez
        EAI_NODATA	No existe ninguna dirección asociada al nombre
        EAI_NODATA	No hi ha cap adreça associada amb el nom d’estació
        EAI_NODATA	Non hai un enderezo asociado ao nome de servidor
        EAI_NODATA	Názov počítača nemá priradenú adresu
        EAI_NODATA	Não há endereço associado com o nome
        EAI_NODATA	Nėra su vardu susieto adreso
        EAI_NODATA	Sem endereço associado ao nome de servidor
        EAI_NODATA	Tidak ada alamat terasosiasi dengan hostname
        EAI_NODATA	Z imenom gostitelja ni povezan noben naslov
        EAI_NODATA	Zu diesem Hostnamen gehört keine Adresse
        EAI_NODATA	Καμιά διεύθυνση δε συνδέεται με το όνομα συστήματος
        EAI_NODATA	З даною назвою вузла не пов'язано жодної адреси
        EAI_NODATA	Не е асоцииран адрес за името на компютъра
        EAI_NODATA	Ниједна адреса није придружена називу домаћина
        EAI_NODATA	С именем узла не связано ни одного адреса
        EAI_NODATA	ホスト名にアドレスが割り当てられていません
        EAI_NODATA	沒有位址關聯至此主機名稱
        EAI_NODATA	没有与主机名关联的地址
        EAI_NODATA	호스트이름과 대응되는 주소가 없음
        EAI_FAMILY	'ai_family' ne subtenatas
        EAI_FAMILY	'ai_family' wordt niet ondersteund
        EAI_FAMILY	Família de protocolo (ai_family) sem suporte
        EAI_FAMILY	Hodnota ai_family není podporována
        EAI_FAMILY	No es permet l’ús d’aquest valor de «ai_family»
        EAI_FAMILY	No se admite ai_familiy
        EAI_FAMILY	ai_family desteklenmiyor
        EAI_FAMILY	ai_family ei ole tuettu
        EAI_FAMILY	ai_family er ikke støttet
        EAI_FAMILY	ai_family er ikke understøttet
        EAI_FAMILY	ai_family nepalaikomas
        EAI_FAMILY	ai_family ni podprt
        EAI_FAMILY	ai_family nie je podporovaná
        EAI_FAMILY	ai_family nije podržana
        EAI_FAMILY	ai_family non soportado
        EAI_FAMILY	ai_family non supportata
        EAI_FAMILY	ai_family non supportée
        EAI_FAMILY	ai_family não suportado
        EAI_FAMILY	ai_family stöds ej
        EAI_FAMILY	ai_family tidak didukung
        EAI_FAMILY	ai_family zawiera nie obsługiwaną rodzinę protokołów
        EAI_FAMILY	ai_family не поддерживается
        EAI_FAMILY	ai_family не підтримується
        EAI_FAMILY	ai_family непадтрымліваецца
        EAI_FAMILY	ai_family はサポートされていません
        EAI_FAMILY	ai_family를 지원하지 않습니다
        EAI_FAMILY	az ai_family nem támogatott
        EAI_FAMILY	»ai_family« wird nicht unterstützt
        EAI_FAMILY	Το ai_family δεν υποστηρίζεται
        EAI_FAMILY	Неподдържано семейство протоколи
        EAI_FAMILY	аи_породица није подржана
        EAI_FAMILY	“ai_family” không được hỗ trợ
        EAI_FAMILY	不支持 ai_family
        EAI_FAMILY	不支援 ai_family
        EAI_SOCKTYPE	'ai_socktype' ne subtenatas
        EAI_SOCKTYPE	'ai_socktype' wordt niet ondersteund
        EAI_SOCKTYPE	El valor de «ai_socktype» no està permès
        EAI_SOCKTYPE	Hodnota ai_socktype není podporována
        EAI_SOCKTYPE	No se admite ai_socktype
        EAI_SOCKTYPE	ai_socktype desteklenmiyor
        EAI_SOCKTYPE	ai_socktype ei ole tuettu
        EAI_SOCKTYPE	ai_socktype er ikke støttet
        EAI_SOCKTYPE	ai_socktype er ikke understøttet
        EAI_SOCKTYPE	ai_socktype nepalaikomas
        EAI_SOCKTYPE	ai_socktype ni podprt
        EAI_SOCKTYPE	ai_socktype nie je podporovaný
        EAI_SOCKTYPE	ai_socktype nije podržan
        EAI_SOCKTYPE	ai_socktype non soportado
        EAI_SOCKTYPE	ai_socktype non supportato
        EAI_SOCKTYPE	ai_socktype non supporté
        EAI_SOCKTYPE	ai_socktype não suportado
        EAI_SOCKTYPE	ai_socktype sem suporte
        EAI_SOCKTYPE	ai_socktype stöds ej
        EAI_SOCKTYPE	ai_socktype tidak didukung
        EAI_SOCKTYPE	ai_socktype zawiera nie obsługiwany typ gniazda
        EAI_SOCKTYPE	ai_socktype не поддерживается
        EAI_SOCKTYPE	ai_socktype не підтримується
        EAI_SOCKTYPE	ai_socktype непадтрымліваецца
        EAI_SOCKTYPE	ai_socktype はサポートされていません
        EAI_SOCKTYPE	ai_socktype을 지원하지 않습니다
        EAI_SOCKTYPE	az ai_socktype nem támogatott
        EAI_SOCKTYPE	»ai_family« wird nicht unterstützt
        EAI_SOCKTYPE	Το ai_socktype δεν υποστηρίζεται
        EAI_SOCKTYPE	аи_врстаприкључнице није подржана
        EAI_SOCKTYPE	неподдържан тип гнездо (socket)
        EAI_SOCKTYPE	“ai-socktype” (kiểu ổ cắm) không được hỗ trợ
        EAI_SOCKTYPE	不支持 ai_socktype
        EAI_SOCKTYPE	不支援 ai_socktype
        EAI_SERVICE	'servname' ne subtenatas por 'ai_socktype'
        EAI_SERVICE	A Servname nem támogatott az ai_socktype-hoz
        EAI_SERVICE	El valor de «ai_socktype» no permet l’ús d’aquest servei
        EAI_SERVICE	Nazwa nie obsługiwana dla ai_socktype
        EAI_SERVICE	No se admite servname para ai_socktype
        EAI_SERVICE	Nome de servidor não suportado para ai_socktype
        EAI_SERVICE	Název služby není u ai_socktype podporován
        EAI_SERVICE	Servicenaam wordt niet ondersteund voor 'ai_socktype'
        EAI_SERVICE	Servname ikke støttet for ai_socktype
        EAI_SERVICE	Servname ikke understøttet for ai_socktype
        EAI_SERVICE	Servname ni podprt za ai_socktype
        EAI_SERVICE	Servname nie je pre ai_socktype podporovaná
        EAI_SERVICE	Servname nije podržano za ai_socktype
        EAI_SERVICE	Servname non soportado para ai_socktype
        EAI_SERVICE	Servname non supportato per ai_socktype
        EAI_SERVICE	Servname sem suporte para “ai_socktype”
        EAI_SERVICE	Servname stödjs ej för ai_socktype
        EAI_SERVICE	Servname tidak didukung untuk ai_socktype
        EAI_SERVICE	Servname не поддерживается для ai_socktype
        EAI_SERVICE	Servname не підтримується для ai_socktype
        EAI_SERVICE	Servname() n'est pas supportée pour ai_socktype
        EAI_SERVICE	Sunucu ai_socktype için ismi desteklenmiyor
        EAI_SERVICE	Tên máy không được hỗ trợ đối với “ai_socktype” (kiểu ổ cắm)
        EAI_SERVICE	ai_socktype に対して Servname がサポートされていません
        EAI_SERVICE	ai_socktype 不支援伺服器名稱 (Servname)
        EAI_SERVICE	ai_socktype에서는 servname을 지원하지 않습니다
        EAI_SERVICE	»Servname« wird für »ai_soctype« nicht unterstützt
        EAI_SERVICE	Το servname δεν υποστηρίζεται από το ai_socktype
        EAI_SERVICE	Име на услуга не се поддържа за типа гнездо (ai_socktype)
        EAI_SERVICE	Назив сервера није подржан за аи_врступрикључнице
        EAI_SERVICE	”Servname” ei ole tuettu ”ai_socktype”:lle
        EAI_SERVICE	不支持 ai_socktype 的伺服名称
        EAI_ADDRFAMILY	A címcsalád a gépnévhez nem támogatott
        EAI_ADDRFAMILY	Adresfamilie voor hostnaam wordt niet ondersteund
        EAI_ADDRFAMILY	Adressefamilien for vertsnavn er ikke støttet
        EAI_ADDRFAMILY	Adressefamilien for værtsnavn er ikke understøttet
        EAI_ADDRFAMILY	Adressfamilj för värdnamn stöds ej
        EAI_ADDRFAMILY	Adresų šeima vardui nepalaikoma
        EAI_ADDRFAMILY	Die Adressfamilie für Hostnamen wird nicht unterstützt
        EAI_ADDRFAMILY	Družina naslovov za ime gostitelja ni podprta
        EAI_ADDRFAMILY	El nom d’estació no permet l’ús d’aquesta família d’adreces
        EAI_ADDRFAMILY	Esta familia de direcciones no está soportada para el `host'
        EAI_ADDRFAMILY	Famiglia di indirizzi non supportata per il nome host
        EAI_ADDRFAMILY	Familia de enderezos para o nome do servidor non soportada
        EAI_ADDRFAMILY	Familija adresa za hostname nije podržana
        EAI_ADDRFAMILY	Famille d'adresses non supportée pour le nom de l'hôte
        EAI_ADDRFAMILY	Família de endereço para nome de servidor não suportado
        EAI_ADDRFAMILY	Família de endereços não suportada para nome de máquina
        EAI_ADDRFAMILY	Keluarga alamat untuk hostname tidak didukung
        EAI_ADDRFAMILY	Konenimen osoiteperhe ei ole tuettu
        EAI_ADDRFAMILY	Makina ismi için adres ailesi desteklenmiyor
        EAI_ADDRFAMILY	Ne subteniĝas adresfamilio por komputilretnomo
        EAI_ADDRFAMILY	Nhóm địa chỉ cho tên máy không được hỗ trợ
        EAI_ADDRFAMILY	Rodzina adresów dla tej nazwy hosta nie jest obsługiwana
        EAI_ADDRFAMILY	Trieda adries nie je podporovaná počítačom
        EAI_ADDRFAMILY	Třída adres není u daného jména počítače podporována
        EAI_ADDRFAMILY	Δεν υποστηρίζεται οικογένεια διευθύνσεων για σύστημα
        EAI_ADDRFAMILY	Неподдържано адресно семейство за името на компютъра
        EAI_ADDRFAMILY	Породица адреса за назив домаћина није подржана
        EAI_ADDRFAMILY	Семейство адресов не поддерживается для данного имени узла
        EAI_ADDRFAMILY	Сімейство адрес не підтримується для цього вузла
        EAI_ADDRFAMILY	ホスト名に対する Address family がサポートされていません
        EAI_ADDRFAMILY	不支持的主机名地址族
        EAI_ADDRFAMILY	不支援主機名稱的位址家族
        EAI_ADDRFAMILY	호스트이름에 대한 주소군을 지원하지 않습니다
        """
}
