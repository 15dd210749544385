"""The words that invented records are made of."""

PRODUCTS_BY_SET = {
    "rau-cu-qua-hat-tuoi": ("Rau an toàn", "Cam sành", "Bưởi da xanh", "Vải thiều", "Nhãn lồng", "Thanh long ruột đỏ"),
    "gao-ngu-coc-hat-so-che": ("Gạo nếp cái hoa vàng", "Gạo tám thơm", "Gạo lứt đỏ"),
    "mat-ong-nong-san-khac": ("Mật ong hoa nhãn", "Mật ong rừng", "Mật ong bạc hà"),
    "che-bien-tu-rau-cu-qua-hat": ("Chuối sấy giòn", "Mít sấy", "Khoai deo"),
    "che-bien-tu-thit-thuy-san-trung-sua-mat-ong": ("Tôm khô", "Cá thính", "Giò lụa", "Chả cá"),
    "che-tuoi-che-che-bien": ("Chè đinh", "Chè nõn tôm", "Chè búp"),
    "ca-phe-ca-cao": ("Cà phê rang mộc", "Bột ca cao"),
    "ruou-trang": ("Rượu nếp", "Rượu ngô men lá"),
    "tinh-dau-duoc-lieu-khac": ("Tinh bột nghệ", "Tinh dầu tràm", "Cao atiso"),
    "thu-cong-gia-dung-trang-tri": ("Chiếu cói", "Giỏ lục bình", "Nón lá"),
    "hoa": ("Hoa lan hồ điệp", "Hoa ly"),
    "dich-vu-du-lich": ("Du lịch làng nghề", "Du lịch miệt vườn"),
}
SECTORS = ("trong-trot",) * 6 + (
    "chan-nuoi",
    "chan-nuoi",
    "thuy-san",
    "lam-nghiep",
    "tieu-thu-cong-nghiep",
    "dich-vu",
    "van-tai",
    "du-lich",
)
KINDS = ("hop-tac-xa",) * 17 + ("to-hop-tac", "to-hop-tac", "quy-tin-dung-nhan-dan")
FIELDS = (
    "nông nghiệp",
    "dịch vụ nông nghiệp",
    "sản xuất và tiêu thụ",
    "nông nghiệp hữu cơ",
    "chăn nuôi",
    "thủy sản",
    "dược liệu",
    "rau an toàn",
)
CERTIFICATES = ("vietgap", "globalgap", "huu-co", "haccp", "iso-22000", "attp")
CATEGORIES = ("tin-hoat-dong", "diem-tin", "chinh-sach", "ocop", "guong-dien-hinh")
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Quốc", "Thanh", "Hữu", "Ngọc", "Xuân", "Công"]
GIVEN = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hoa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phúc",
    "Quang",
    "Sơn",
    "Tâm",
    "Thảo",
    "Tuấn",
    "Vân",
    "Yến",
]
# Running text, so that words are as frequent as they are in what cooperatives write: a few nearly everywhere, most of them rare.
TEXT = """
Hợp tác xã được thành lập từ một nhóm hộ cùng trồng lúa ở ven sông, lúc đầu chỉ có bảy hộ góp đất và vài con trâu.
Sau mười lăm năm, đơn vị có nhà xưởng rộng gần hai nghìn mét vuông, kho lạnh, máy sấy và đội xe chở hàng đi các chợ đầu mối.
Vườn cây nằm trên sườn đồi thoai thoải, sáng sớm sương phủ trắng, ban trưa nắng gắt nên quả chín chậm mà ngọt đậm.
Nước tưới lấy từ suối đầu nguồn, dẫn về bể chứa bằng ống nhựa, không đi qua khu dân cư hay bãi rác nào.
Bà con tự ủ phân chuồng với rơm rạ, bã mía, vỏ trấu và men vi sinh, bón lót trước khi xuống giống.
Sâu bệnh được trừ bằng bẫy đèn, gừng tỏi ớt ngâm rượu và thiên địch, thuốc hóa học chỉ dùng khi cán bộ khuyến nông cho phép.
Mỗi lô hàng có sổ ghi chép ngày gieo, ngày cắt, người làm, thời tiết và lượng phân, ai mua cũng mở ra xem lại được.
Khách ở xa đặt qua điện thoại, bưu tá nhận tại cửa, thùng xốp kèm đá khô giữ được ba ngày đêm.
Ngày mùa cả thôn ra đồng, tiếng máy gặt chạy suốt từ tờ mờ đến khi lên đèn, trẻ nhỏ theo mẹ nhặt bông rơi.
Ban quản trị họp vào mồng năm hằng tháng, công khai thu chi, quỹ dự phòng, tiền lãi chia theo công sức và vốn góp.
Vụ đông vừa qua gặp rét đậm kéo dài, nhiều luống su hào, bắp cải bị táp lá nhưng giá bán lại cao hơn mọi năm.
Lớp tập huấn do huyện mở dạy cách tỉa cành, ghép mắt, bao trái, đo độ đường và chọn thời điểm thu hái.
Xưởng có hai dây chuyền: một để rửa, cắt, hấp, một để sao, vò, sàng lọc rồi đóng túi hút chân không.
Thợ lành nghề giữ lửa bằng củi keo khô, tay đảo đều trong chảo gang suốt bốn giờ, mùi thơm bay khắp xóm.
Nghề đan lát truyền từ đời ông bà, nguyên liệu là tre, mây, cói, bẹ chuối phơi đủ nắng rồi nhuộm bằng lá rừng.
Phụ nữ trong bản ngồi khung cửi từ thuở mười ba, hoa văn kể chuyện mặt trời, chim muông, dòng thác và cây trám cổ thụ.
Lồng bè neo ở vịnh kín gió, nước trong, dòng chảy vừa phải, cá lớn nhanh mà thịt chắc, ít mỡ.
Tôm giống thả từ tháng hai, cho ăn đúng cữ, đo độ mặn và oxy mỗi sáng, sau trăm ngày thì kéo lưới.
Đàn ong đặt dưới tán nhãn, vải, bạc hà, tràm; hết mùa hoa chủ trại chở thùng lên cao nguyên tìm bãi mới.
Bò nuôi nhốt ăn cỏ voi, thân ngô ủ chua, bã bia, mỗi con đeo thẻ tai để theo dõi tiêm phòng và cân nặng.
Gà thả đồi chạy nhảy cả ngày, tối về chuồng sàn, ăn thóc, giun quế, rau muống, không trộn chất kích thích.
Du khách có thể ngủ lại nhà sàn, hái quả, gói bánh, chèo thuyền, nghe hát then và uống chén rượu ngô bên bếp lửa.
Trường học, trạm y tế, đường bê tông liên thôn đều có phần đóng góp của xã viên, người nghèo được vay giống không lãi.
Nhiều thanh niên từ thành phố trở về, mang theo cách bán hàng trên mạng, quay phim, chụp ảnh và kể chuyện quê mình.
Đơn vị ký hợp đồng bao tiêu với siêu thị, bếp ăn trường học, công ty xuất khẩu sang Nhật Bản, Hàn Quốc, châu Âu.
Nhãn hàng đã đăng ký bảo hộ, tem truy xuất dán từng hộp, bao bì giấy thay dần túi ni lông.
Đất bãi bồi pha cát hợp với khoai lang, lạc, dưa hấu; chân ruộng trũng để cấy lúa nếp và thả cá chép.
Muối được phơi trên sân đất nện, gom lúc xế chiều, hạt to, khô, vị mặn dịu không chát.
Nước mắm ủ trong chum sành mười tám tháng, cá cơm than và muối già theo tỷ lệ ba một, kéo rút nhỉ từng giọt.
Gạo xay xát tại chỗ, giữ lại lớp cám, cơm nguội vẫn dẻo, hạt cơm trong và thơm mùi lá dứa.
Cà phê hái chín trên chín mươi phần trăm, phơi giàn lưới, rang mộc không tẩm bơ hay hương liệu.
Hồ tiêu leo trụ sống, đất đỏ bazan tơi xốp, mưa thuận thì một gốc cho ba ký hạt khô.
Vùng núi đá thiếu nước, dân gùi từng can lên nương, hốc đá nào cũng tra ngô, bí đỏ, đậu nho nhe.
Dược liệu gồm ba kích, đương quy, sa nhân, quế, hồi; rễ đào lên rửa sạch, thái lát, sấy ở nhiệt độ thấp.
Hoa cúc, hoa ly, lan hồ điệp trồng nhà kính, đèn bật lúc nửa đêm để nở đúng dịp Tết.
Tổ dịch vụ lo làm đất, gieo cấy, phun thuốc bằng máy bay không người lái, thu hoạch, vận chuyển trọn gói cho nông dân.
Quỹ tín dụng cho vay mua máy, sửa chuồng, lãi suất thấp hơn ngân hàng, thủ tục gọn trong một buổi.
Năm ngoái lũ về cuốn trôi hai khu chuồng và mười tấn thóc, nhờ bà con giúp nhau nên ba tháng sau đã gây lại đàn.
Hội thi bình chọn sản phẩm tiêu biểu của tỉnh chấm điểm về hương, vị, bao bì, câu chuyện và khả năng mở rộng thị trường.
Kế hoạch ba năm tới là xây thêm kho, chứng nhận hữu cơ cho toàn bộ diện tích, trồng xen cây gỗ lớn giữ rừng.
Giám đốc vốn là bộ đội xuất ngũ, vay người thân hai trăm triệu đồng mua chiếc máy đầu tiên cách đây hai thập kỷ.
Hai phần ba lao động là nữ, người cao tuổi nhất bảy mươi sáu tuổi vẫn nhặt chè nhanh hơn lớp trẻ.
Làng chài dời lên bờ từ khi có khu tái định cư, đàn ông đi biển, đàn bà phơi mực, vá lưới, muối ruốc.
Sở Công Thương hỗ trợ gian hàng hội chợ, Liên minh cử cán bộ về hướng dẫn sổ sách, thuế và hóa đơn điện tử.
Đoàn công tác khảo sát mô hình, trao đổi khó khăn về vốn, mặt bằng, đầu ra rồi đề nghị các ngành vào cuộc.
Nghị quyết mới cho phép thuê đất công ích dài hạn, hỗ trợ một nửa tiền máy và toàn bộ chi phí đào tạo.
"""
WORDS = TEXT.translate(str.maketrans("", "", ".,:;")).lower().split()
