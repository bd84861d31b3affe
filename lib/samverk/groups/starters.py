"""Plans found by search, which `designs` unfolds.

Simulated annealing over base rounds that a cyclic group develops, counting how often each orbit of
pairs meets, found each in less than a minute; 8 groups of 4 in 10 rounds (first: Aguado 2004) was
found so with a group of order 8. Every round of every plan is checked in the tests.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

STARTERS: dict[tuple[int, int], tuple[int, int, int, str]] = {
    (5, 3): (
        7,
        1,
        0,
        "403142411302320",
    ),
    (6, 3): (
        4,
        2,
        0,
        "102134512405542303051222434410315530",
    ),
    (7, 3): (
        5,
        2,
        0,
        "554633662120402014153314123505460134220656",
    ),
    (8, 3): (
        11,
        1,
        0,
        "630145532311707506744226",
    ),
    (9, 3): (
        13,
        1,
        0,
        "035838661024605277284541371",
    ),
    (10, 3): (
        14,
        1,
        0,
        "865364829770964590124211387305",
    ),
    (11, 3): (
        11,
        1,
        5,
        "1187592914540650a228a07673498336a050808070401010a02020904060002",
    ),
    (12, 3): (
        17,
        1,
        0,
        "a6b0242372099145053657478ba168839ab1",
    ),
    (13, 3): (
        19,
        1,
        0,
        "2b715828a0441743095b180c75c6c9baa623963",
    ),
    (14, 3): (
        20,
        1,
        0,
        "5d5981cb762ca47944ba6b9d0352a70c3380861d21",
    ),
    (15, 3): (
        20,
        1,
        0,
        "28dcac7634d66d2945b11393e25c0ea0015eb874b7a89",
    ),
    (18, 3): (
        20,
        1,
        0,
        "4d6cad7954behg1038fdf6h259402187eac23gbhc87ef019g5b36a",
    ),
    (20, 3): (
        20,
        1,
        0,
        "dg358j7fjb39h9j4h6674aecaa4i9bdfc8g0217ie5bhi1c01e322f80d5g6",
    ),
    (6, 4): (
        7,
        1,
        0,
        "003410221145312435055342",
    ),
    (7, 4): (
        9,
        1,
        0,
        "4162014434500531256632306152",
    ),
    (8, 4): (
        1,
        10,
        0,
        "45670123230167457654321045670123230167452301674567452301321076544545676754547676011023"
        "32233201105445455476677667010101012323323210674532452301675410327645103267671032452345"
        "67011054763210456732325476231067451023674532670101455432237667101045672332450167450101"
        "67014567324523236732454510671067014501326723456723453210451067",
    ),
    (9, 4): (
        10,
        1,
        0,
        "067825104017633830524584137264821756",
    ),
    (10, 4): (
        11,
        1,
        0,
        "6984021571138270900564233148359677924568",
    ),
    (11, 4): (
        12,
        1,
        0,
        "0127946a6536571a938280688a4703445921a3207951",
    ),
    (12, 4): (
        13,
        1,
        0,
        "735a41620a98ab21b854a0b39782571906b4636348501927",
    ),
    (13, 4): (
        15,
        1,
        0,
        "16313a2c075422981c739c848806a5b6170b49a325bcb96a0547",
    ),
    (14, 4): (
        17,
        1,
        0,
        "db32235da9678d861a0c0d3c9b1751cc26094b53088a4241647ab957",
    ),
    (15, 4): (
        17,
        1,
        0,
        "c3062b8e9a9d4199128da015e6543b5c44d7b6021ac7d85377e2e6a08bc3",
    ),
    (18, 4): (
        20,
        1,
        0,
        "b2998492e8g3h6d1f0c2f6370941daa7abcgaeh885573cd2g47e05hf1b654d3c06fgheb1",
    ),
    (20, 4): (
        20,
        1,
        0,
        "ch6jg58255490ih2601b1dfi23a64e80de9egf0ghci98cgiad2j78hb3d375ca169j3b4fabe41f77j",
    ),
    (6, 5): (
        6,
        1,
        0,
        "231553002521341224304013514450",
    ),
    (10, 5): (
        5,
        1,
        4,
        "34322848537790371175802984540662726965153194900861040014040102131112140010110301101402"
        "10021311130304020413011212001003121201110403",
    ),
    (12, 5): (
        10,
        1,
        0,
        "61847782a237008b5a50639690a38749b112ba079a64b2243581953b4516",
    ),
    (14, 5): (
        7,
        1,
        5,
        "61db629b23b9c2d7277b833d1865c66058a592a8444c1cc9d75a13ab7414035ad908000512040115050116"
        "131303141314140616040005150505121100051315050015031600150515031101100213151503001506",
    ),
    (15, 5): (
        12,
        1,
        0,
        "38782db65d8e7c912530d6b07e0c4a686295039ea1ad73e44e17b589cdc1b136ac02a24954b",
    ),
}
"""(groups, size): the order of the group, base rounds, rounds that it keeps, and their text."""

MATRICES: dict[tuple[int, int], str] = {
    (10, 7): "0000000 0783641 0634917 0576293 0428569 0952486 0269835",
    (10, 8): "000000 093478 047681 074163 021394 016932 068219 089746",
    (12, 7): "000000000 048b723a6 075684b3a 096521478 08715a9b3 012496a85 05a34816b",
    (12, 8): "0000000 03291b5 08a1253 027546b 0782a96 0634b79 0a6b948 04b352a",
    (14, 6): "0000000000 0c4a56792b 0d81742653 0578a26bdc 069327a5b1 0b256a41cd",
    (14, 7): "000000000 03b854196 0bc1a6743 026bd15a4 095c17a8d 017d4c36a 07a92b43c",
    (14, 8): "00000000 0798bac6 0482c67d 0349d8ba 0d6c4512 09342d57 0a267931 0bad6485",
    (15, 6): "00000000000 0164d53aec8 09873e425b6 069ae1dc345 053dbc619e7 03e25bc6479",
    (15, 8): ("000000000 04acbd319 0c78534e1 024716e38 03194e6cd 0b8e21c6a 07c139bd4 0edb925a6"),
    (18, 6): (
        "00000000000000 06197ghe2b83c5 02gab57c16d938 087c5261ba9h4d 0db61f5937g8ae 0ceh81f3457dga"
    ),
    (18, 8): (
        "00000000000 0acbe7d5826 0ed94a8g5cb 04begh32697 0f71h8aceb4 03h8c61db4g 019d65g4fac "
        "0cf5bd23g7a"
    ),
    (20, 6): (
        "000000000000000 054e1j9gi683c2h 0h398gfi2746acb 0192icdag8bejh6 07i3c516fag4h9d "
        "03a794cd5ghi6e1"
    ),
    (20, 8): (
        "000000000000 0a5g63ec71ih 07e6ih2a94bg 0cd95ij4187e 0d21j4i86g57 09hi48a7gec1 "
        "038ed75h2fai 051fca36hj28"
    ),
    (21, 6): (
        "0000000000000000 09547aibce1fdkj2 0i8bd9ej6725a13c 0c6ekf97bia235d4 0hf6edga2k537bci "
        "0bj3g62f1ce987ad"
    ),
    (21, 8): (
        "0000000000000 095h7c36k1ija 01fe87b2d3c9j 0g7469c1ibj2f 04c5ak97ei8g2 05bge4ia8df1k "
        "08ia961fhc5ed 0b8id524397a6"
    ),
    (22, 6): (
        "0000000000000000 0ldgbckaifhj5368 05f3ih64adlg1k9j 0f8h7l2c945ik13e 0hi9k2b531g8j67a "
        "0djkc1i3fe25lgb4"
    ),
    (22, 8): (
        "00000000000000 04ckd13b9gef75 06295icf34lgk8 08dai4ljk1be57 0cb57g96j34ka1 "
        "0e13fdghc2i84j 0hlc12b7gk396a 0937ekj1dialfc"
    ),
    (24, 8): (
        "000000000000000 0j7d54il18gac2m 0a31867bn2fihj9 0gd96jle8h3c4k2 06hce1mnlb84jgd "
        "0hm7i3kgde9j8nc 05fglm6c7dhna4j 086ajl2dc3efmbn"
    ),
    (26, 8): (
        "0000000000000000 0lgc196m25e7oakp 0e2h58cd9ifl1jmk 0o7en1i2djmkl598 0nd8bikpmh7259of "
        "0d9fglm7ae8c41j6 0pa39ndf7l68kgi1 0ceb8p7o51nmgl2d"
    ),
    (28, 8): (
        "0000000000000000 0r763qc2ke14idbo 0bgl8idaj3neoq6k 03nfkbeq2mcia7gh 0le24cim7o6d3gjn "
        "058id1k93jon6hag 09mp73a1d8j6r5il 02cgnfpib7q859dm"
    ),
    (30, 8): (
        "0000000000000000 0eicpsma8obtk2l7 04ot29b816rejamp 01fl9dkmgh23pqar 0a97o6n251s43lri "
        "08n23bodcmpsqt9h 0j76qe4par8mfohd 0fd1rjpnsbiq2get"
    ),
    (33, 8): (
        "0000000000000000 0hkr2fp4n16jva83 0tf2qjavbnmk7r5e 0kuiv9w132q5fmes 07d4ab5ptginew2m "
        "0s3e7c16r9ph5gul 0pifrojh4c1mlbqk 0vrcbwekjq37df69"
    ),
    (34, 8): (
        "0000000000000000 0cr3hv4qoxkadf67 08m9wus51flcpive 06v2of1s5ptugdxh 0fjqa2ixko5wtlu9 "
        "078bgr61fl32aso5 0hk4ximw3jcp9t5v 0usmfl8kwqx5op26"
    ),
    (35, 8): (
        "0000000000000000 0kj3thcoulvyndre 0j1qldsmop8vgwen 0i72pvk4jdfast19 0c8twe76shardmyx "
        "01yedgo73qt6a2m4 0qeh9tn5lukgmior 0x6s8adt5iphqu4m"
    ),
    (36, 8): (
        "0000000000000000 0ajvn2f1ptkb7c43 0e3am7lu2hgypdvo 03bxajcr7d9znm5g 07r8gtka5svnheql "
        "0ldbimr8qxpktv3h 0kntj83luqxao6re 021lugpmnoh49iyj"
    ),
    (38, 8): (
        "0000000000000000 0e1l8zb5koynf4qd 0jzwml9ncetqB346 0l7dpx4ob6ehqgfB 0al7kAwctgbd9eyf "
        "02jn4upd671oel8A 0opcx9y7ih5msAl3 0Axtld2pf13b5ism"
    ),
    (39, 8): (
        "0000000000000000 0woA5j1hxnvs8a3e 0Auh8ybfs7n2x4ma 0svlC1zk53xgAwtm 0o7f4qi8jacprmBn "
        "01bCx54dr23w7kuB 0msalAnCzg6qkir2 0ftknlAowC5deBjh"
    ),
    (40, 8): (
        "0000000000000000 069hwaoq2mDs5eA7 0ojsi1D3tbfgCdlc 013eBd6uzticlnwh 0jCv3tpdksu9mAyD "
        "0ge56jaBw1ltDmsr 0b7Ae3Ba9nvu8yr6 0qdyxkmj1c2pgBe3"
    ),
    (42, 8): (
        "0000000000000000 0maBz7vC5lpAEu3b 0oB8grslFwetkEA6 03fChzqdin1ytD9a 0CryEAdtDvik7be1 "
        "0wpn7q52ujADfayd 04nktuhzf8vds2oC 0n14oBus37Ehiq5l"
    ),
}
"""(groups, size): the shifts of each row, a digit for each round."""
