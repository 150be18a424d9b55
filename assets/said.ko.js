// Written by app/ui/words/said.py.
(function (words) {
  var html = document.documentElement;
  var names = ["aria-label", "title", "placeholder"];
  function say() {
    // Once React reads the page it is left as it is: half in each language would be a fault.
    if (window.laidOut || !html.hasAttribute("data-unsaid")) return;
    var walk = document.createTreeWalker(document.body, 5);
    for (var node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === 3) {
        if (words[node.nodeValue]) node.nodeValue = words[node.nodeValue];
        continue;
      }
      for (var i = 0; i < names.length; i++) {
        var value = node.getAttribute(names[i]);
        if (value && words[value]) node.setAttribute(names[i], words[value]);
      }
      if (node.hasAttribute("data-other")) node.lang = "en";
    }
    html.setAttribute("data-said", "ko");
    html.removeAttribute("data-unsaid");
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
  else say();
})({
"한국어": "English",
"Skip to the page": "본문으로 바로 가기",
"Main": "주 메뉴",
"Home": "홈",
"Make": "만들기",
"Library": "보관함",
"Activity": "기록",
"Me": "나",
"0 credit": "0 크레딧",
"0 credits": "0 크레딧",
"Guest": "손님",
"What is being made": "만드는 중인 것",
"Being made": "만드는 중",
"Since you last looked": "지난번에 본 뒤로",
"Nothing is being made.": "지금 만드는 것이 없어요.",
"0 being made": "0개 만드는 중",
"0 new": "새 소식 0개",
"All activity": "기록 모두 보기",
"What is being made (g j)": "만드는 중인 것 (g j)",
"News": "소식",
"Player": "플레이어",
"Start it. Meanwhile, live.": "시작만 하세요. 그동안 하루를 사세요.",
"Say what you would like to have, then go. A song or a 3D model is made while you are away and waits for you on any device.": "무엇을 갖고 싶은지 적고 나가세요. 그동안 음악이나 3D 모델이 만들어지고, 어느 기기에서든 돌아오면 기다리고 있어요.",
"Try it now": "지금 해 보기",
"No address, no card. 100 credits to begin with.": "가입도 카드도 필요 없어요. 100 크레딧으로 시작해요.",
"Sign in": "로그인",
"Leave whenever you like": "언제든 나가셔도 돼요",
"Close the tab, the laptop, the day. The work goes on without you, and what you asked for is here when you come back.": "탭을 닫고, 노트북을 덮고, 하루를 보내세요. 만들기는 계속되고 부탁하신 것은 여기에서 기다려요.",
"Time, told honestly": "시간은 솔직하게",
"A moon waxes as yours is made. No invented percentages: we say how long it usually takes, and when it takes longer.": "만들어질수록 달이 차올라요. 지어낸 퍼센트 대신 보통 얼마나 걸리는지, 늦어지면 늦어진다고 말해요.",
"Pay for what was made": "만들어진 만큼만",
"Credits are set aside when you start and come back when nothing came of it. Everything shows its receipt.": "시작할 때 크레딧을 잠시 맡아 두고, 만들지 못하면 돌려드려요. 무엇이든 영수증이 있어요.",
"Sign up": "가입",
"Welcome back.": "다시 오셨네요.",
"Make it yours.": "내 것으로 만들어요.",
"Create account": "계정 만들기",
"Name (if you like)": "이름 (원하시면)",
"E-mail": "이메일",
"Password": "비밀번호",
"At least 8 characters.": "8자 이상",
"New here?": "처음이신가요?",
"Been here before?": "전에 오신 적이 있나요?",
"or look around first": "먼저 둘러보기",
"No connection. Try again in a moment.": "연결이 끊겼어요. 잠시 뒤에 다시 해 주세요.",
"This e-mail and password do not belong together.": "이메일과 비밀번호가 서로 맞지 않아요.",
"This address already has an account. Sign in instead?": "이미 계정이 있는 이메일이에요. 로그인할까요?",
"Too many tries. Please wait 0 min.": "너무 여러 번 시도했어요. 0분만 기다려 주세요.",
"This account is closed. Please write to who runs this studio.": "이 계정은 닫혀 있어요. 이곳을 운영하는 사람에게 문의해 주세요.",
"We cannot let you in right now. Try again in a moment.": "지금은 들어올 수 없어요. 잠시 뒤에 다시 해 주세요.",
"That did not work this time. {words}": "이번에는 되지 않았어요. {words}",
"That does not look like an e-mail address.": "이메일 주소가 아닌 것 같아요.",
"A password needs at least 8 characters that others cannot guess.": "비밀번호는 남이 짐작하기 어려운 8자 이상이어야 해요.",
"This is not your password.": "지금 비밀번호가 아니에요.",
"A name has 80 characters at most.": "이름은 80자까지 쓸 수 있어요.",
"Not found": "찾을 수 없음",
"Nothing on this page but the moon.": "여기에는 달만 떠 있어요.",
"The address may have changed, or it was never here.": "주소가 바뀌었거나 처음부터 없던 곳이에요.",
"Go home": "홈으로",
"Playlists": "플레이리스트",
"Journeys": "독서 여정",
"Models": "3D 모델",
"Albums": "앨범"
});
